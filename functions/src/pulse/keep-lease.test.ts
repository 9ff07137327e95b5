import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { memoryLog } from '../../test-support/memory-log.ts';
import { keepLease } from './keep-lease.ts';

const START = '2026-03-02T15:00:00.000Z';

/** A lease of 30 seconds whose renewals are answered so, one after the other. */
function keeping(...answers: readonly (boolean | Error)[]) {
  const clock = new ManualClock(START);
  const renewals: Date[] = [];
  const lease = {
    acquire: async () => ({ answer: 'granted' as const, clockAheadMs: 0, unfinished: undefined }),
    async renew(_holder: string, expiresAt: Date) {
      renewals.push(expiresAt);
      const answer = answers[renewals.length - 1] ?? true;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    end: async () => {},
  };
  const kept = keepLease('holder', 30_000, { lease, clock, log: memoryLog() });
  const pass = async (seconds: number) => {
    clock.advance(seconds * 1_000);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { kept, clock, renewals, pass };
}

const at = (seconds: number) => new Date(Date.parse(START) + seconds * 1_000);

describe('a lease that is kept', () => {
  it('is renewed every ten seconds, for thirty more', async () => {
    const { pass, renewals } = keeping();
    await pass(9);
    expect(renewals).toEqual([]);
    await pass(1);
    await pass(10);
    expect(renewals).toEqual([at(40), at(50)]);
  });

  it('is kept although it could not be renewed once', async () => {
    const { pass, renewals, kept } = keeping(new Error('Firestore is away'));
    await pass(10);
    await pass(10);
    expect([renewals.length, kept.lost.aborted]).toEqual([2, false]);
  });

  it('is lost when another has taken it', async () => {
    const { pass, kept, clock } = keeping(true, false);
    await pass(10);
    await pass(10);
    expect(kept.lost.aborted).toBe(true);
    await pass(10);
    kept.end();
    expect(clock.pending).toBe(0);
  });

  it('is renewed no more once it has ended', async () => {
    const { pass, renewals, kept, clock } = keeping();
    kept.end();
    await pass(60);
    expect([renewals.length, clock.pending]).toEqual([0, 0]);
  });
});
