import type { Instrument } from './instruments.ts';

/** Best bid and ask around a last price, in ticks. */
export interface BidAsk {
  readonly bid: number;
  readonly ask: number;
}

/**
 * The quote around a last price: half the instrument's stated spread to each side, at least one tick, and a
 * bid of at least one tick. Both sides rise with the last price, which the order matching relies on.
 */
export function quoteAround(instrument: Instrument, last: number): BidAsk {
  const half = Math.max(1, Math.round((last * instrument.spreadBps) / 20_000));
  return { bid: Math.max(1, last - half), ask: last + half };
}
