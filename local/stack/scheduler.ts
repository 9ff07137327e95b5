import type { StackClock } from './clock.ts';

export interface Schedule {
  readonly clock: StackClock;
  /** Milliseconds between two runs. */
  readonly everyMs: number;
  /** Aborted when the stack stops. */
  readonly signal: AbortSignal;
  /** Does one run. It must not throw: what went wrong is its own to report. */
  readonly run: (scheduleTime: Date) => Promise<void>;
}

const MINUTE_MS = 60_000;

/**
 * Ticks at once, then at every multiple of the interval, as Cloud Scheduler does. The time handed over is the
 * planned one: floored to the minute, or to the interval where that is shorter. A run that outlasts the
 * interval delays the next one to the following multiple: two never run at the same time. A clock that is set back starts the
 * count over, with a run at once.
 */
export async function runSchedule({ clock, everyMs, signal, run }: Schedule): Promise<void> {
  let next = clock.now();
  while (!signal.aborted) {
    const now = clock.now();
    // Further off than one interval: the clock was set back since the time of the next run was worked out.
    if (now < next && next - now <= everyMs) {
      await clock.sleep(next - now, signal);
      continue;
    }
    await run(new Date(floorTo(now, Math.min(everyMs, MINUTE_MS))));
    next = floorTo(clock.now(), everyMs) + everyMs;
  }
}

/** The latest multiple of the interval, counted from the epoch, that is not after the time. Milliseconds. */
export function floorTo(time: number, everyMs: number): number {
  return Math.floor(time / everyMs) * everyMs;
}
