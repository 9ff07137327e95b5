import type { Side } from './side.ts';

/** What a buyer pays and a seller gets: prices, or their text as a callable answers it. */
export interface BidAndAsk<P extends string> {
  readonly bid: P;
  readonly ask: P;
}

/** What entering costs: a buyer pays the ask, a seller gets the bid. */
export const entryPriceAt = <P extends string>({ bid, ask }: BidAndAsk<P>, side: Side): P =>
  side === 'BUY' ? ask : bid;

/** What leaving brings: a long trade is sold at the bid, a short one bought back at the ask. */
export const exitPriceAt = <P extends string>({ bid, ask }: BidAndAsk<P>, side: Side): P =>
  side === 'BUY' ? bid : ask;
