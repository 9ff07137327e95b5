import type { MicrosecondClock } from '../../firestore/storage/clock.ts';

/** A clock that stands still until it is told otherwise. */
export interface ManualClock {
  readonly now: MicrosecondClock;
  advance(micros: number): void;
}

/** @param start microseconds since the epoch */
export function manualClock(start = 1_700_000_000_000_000): ManualClock {
  let time = start;
  return {
    now: () => time,
    advance: micros => {
      time += micros;
    },
  };
}
