import { describe, expect, test } from 'vitest';
import { type LocalHeartbeat, pulseLine, pulseOnce } from './pulse.ts';
import { screenOn } from './screen.ts';

const counts = { succeeded: 2, failed: 1, skipped: 1, durationMs: 420 };
const when = new Date(2026, 2, 2, 12, 3);

/** Ports of which each pulse leaves the next of the given versions. */
function replies(versions: readonly (string | undefined)[]): LocalHeartbeat & { times: string[] } {
  let ran = 0;
  const times: string[] = [];
  return {
    times,
    async run(time) {
      times.push(time.toISOString());
      ran += 1;
    },
    async lastResult() {
      const version = versions[ran];
      return version === undefined ? undefined : { version, counts };
    },
  };
}

describe('one pulse', () => {
  test('is run for the planned time, and its result read', async () => {
    const once = replies([undefined, 'a']);
    expect(await pulseOnce(once, when)).toEqual({ kind: 'finished', counts });
    expect(once.times).toEqual([when.toISOString()]);
  });

  test('that leaves the old result had nothing to do', async () => {
    expect(await pulseOnce(replies(['a', 'a']), when)).toEqual({ kind: 'nothing' });
  });

  test('that leaves no result had nothing to do', async () => {
    expect(await pulseOnce(replies([undefined, undefined]), when)).toEqual({ kind: 'nothing' });
  });

  test('that fails says why', async () => {
    const broken = { ...replies([]), run: () => Promise.reject(new Error('the function answered 500: no')) };
    expect(await pulseOnce(broken, when)).toEqual({
      kind: 'failed',
      reason: 'the function answered 500: no',
    });
  });
});

describe('its line', () => {
  const plain = screenOn({ write: () => true }, {});

  test('has the time, the counts and the duration', () => {
    expect(pulseLine(when, { kind: 'finished', counts }, plain)).toBe(
      '12:03:00  4 tenants:  2 synced  1 failed  1 skipped  0.42 s',
    );
  });

  test('names the reason of a failure', () => {
    expect(pulseLine(when, { kind: 'failed', reason: 'timeout' }, plain)).toBe(
      '12:03:00  pulse failed: timeout',
    );
  });

  test('is coloured on a terminal, unless NO_COLOR says otherwise', () => {
    const terminal = { isTTY: true, write: () => true };
    const failed = { kind: 'failed', reason: 'timeout' } as const;
    expect(pulseLine(when, failed, screenOn(terminal, {}))).toContain('\u001b[31mfailed');
    expect(pulseLine(when, failed, screenOn(terminal, { NO_COLOR: '1' }))).not.toContain('\u001b');
  });
});
