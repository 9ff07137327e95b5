/** Source of the current time in microseconds since the epoch. */
export type MicrosecondClock = () => number;

/** The machine's clock, with the resolution of the process's monotonic timer. */
export const systemMicroseconds: MicrosecondClock = () =>
  Math.round((performance.timeOrigin + performance.now()) * 1000);

/**
 * Hands out commit and read times such that every commit is later than every time handed out before it.
 * A snapshot read at some time therefore stays the same whatever is committed afterwards.
 */
export class CommitClock {
  private last = 0;
  private readonly now: MicrosecondClock;

  constructor(now: MicrosecondClock) {
    this.now = now;
  }

  /** Makes sure that nothing handed out from now on is before a time (a commit found on disk). */
  advance(time: number): void {
    this.last = Math.max(this.last, time);
  }

  /** A time for a commit: later than all before. */
  nextCommitTime(): number {
    this.last = Math.max(this.now(), this.last + 1);
    return this.last;
  }

  /** A time for a read of the current state: not before any commit so far, and before all to come. */
  readTime(): number {
    this.last = Math.max(this.now(), this.last);
    return this.last;
  }
}
