import { describe, expect, test } from 'vitest';
import type { StackClock } from './clock.ts';
import { floorTo, runSchedule } from './scheduler.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

/** Time passes only while somebody sleeps, or as much as a run says that it took. */
class ManualClock implements StackClock {
  #now: number;
  constructor(now: number) {
    this.#now = now;
  }
  now() {
    return this.#now;
  }
  pass(milliseconds: number) {
    this.#now += milliseconds;
  }
  async sleep(milliseconds: number) {
    this.#now += milliseconds;
  }
}

/** The planned and actual times of the first runs, each of which takes as long as given. */
async function runs(
  startAt: string,
  everyMs: number,
  takes: readonly number[],
  clock = new ManualClock(at(startAt)),
) {
  const stop = new AbortController();
  const seen: [planned: string, actual: string][] = [];
  const time = (date: Date) => date.toISOString().slice(11, 19);
  await runSchedule({
    clock,
    everyMs,
    signal: stop.signal,
    async run(planned) {
      seen.push([time(planned), time(new Date(clock.now()))]);
      clock.pass(takes[seen.length - 1] ?? 0);
      if (seen.length === takes.length) stop.abort();
    },
  });
  return seen;
}

describe('a schedule', () => {
  test('starts at once and then keeps to the minute', async () => {
    expect(await runs('12:03:42', 60_000, [400, 400, 400])).toEqual([
      ['12:03:00', '12:03:42'],
      ['12:04:00', '12:04:00'],
      ['12:05:00', '12:05:00'],
    ]);
  });

  test('below a minute, floors to the interval', async () => {
    expect(await runs('12:03:42', 5_000, [0, 0, 0])).toEqual([
      ['12:03:40', '12:03:42'],
      ['12:03:45', '12:03:45'],
      ['12:03:50', '12:03:50'],
    ]);
  });

  test('above a minute, still floors to the minute', async () => {
    expect(await runs('12:03:42', 300_000, [0, 0])).toEqual([
      ['12:03:00', '12:03:42'],
      ['12:05:00', '12:05:00'],
    ]);
  });

  test('a run that outlasts the interval drops the ones it ran over', async () => {
    expect(await runs('12:00:00', 60_000, [130_000, 0])).toEqual([
      ['12:00:00', '12:00:00'],
      ['12:03:00', '12:03:00'],
    ]);
  });

  test('a timer that fires early does not run early', async () => {
    class EarlyClock extends ManualClock {
      override async sleep(milliseconds: number) {
        this.pass(Math.max(1, milliseconds - 3));
      }
    }
    const clock = new EarlyClock(at('12:00:10'));
    expect(await runs('12:00:10', 60_000, [0, 0], clock)).toEqual([
      ['12:00:00', '12:00:10'],
      ['12:01:00', '12:01:00'],
    ]);
  });

  test('goes on from the time that a clock was set back to', async () => {
    class SetBack extends ManualClock {
      #done = false;
      override async sleep(milliseconds: number) {
        this.pass(milliseconds);
        if (!this.#done) this.pass(-3_600_000);
        this.#done = true;
      }
    }
    const clock = new SetBack(at('13:00:10'));
    expect(await runs('13:00:10', 60_000, [0, 0, 0], clock)).toEqual([
      ['13:00:00', '13:00:10'],
      ['12:01:00', '12:01:00'],
      ['12:02:00', '12:02:00'],
    ]);
  });

  test('stops while it sleeps', async () => {
    const stop = new AbortController();
    let count = 0;
    const clock: StackClock = { now: () => at('12:00:00'), sleep: async () => stop.abort() };
    await runSchedule({
      clock,
      everyMs: 60_000,
      signal: stop.signal,
      run: async () => {
        count += 1;
      },
    });
    expect(count).toBe(1);
  });
});

test('flooring', () => {
  expect(new Date(floorTo(at('12:03:59.999'), 60_000)).toISOString()).toBe('2026-03-02T12:03:00.000Z');
  expect(floorTo(at('12:03:00'), 60_000)).toBe(at('12:03:00'));
});
