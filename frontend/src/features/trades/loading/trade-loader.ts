import type { TradeQuery } from '@/features/trades/filters/trade-query.ts';
import type { DocumentProblem } from '@/lib/documents/document-problem.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';

/** How many trades one request brings. */
export const PAGE_SIZE = 500;

export interface TradePage {
  readonly trades: readonly ShadowTrade[];
  /** Documents that are there and cannot be read. */
  readonly unreadable: readonly DocumentProblem[];
  /** Loads the page after this one; null when this is the last. */
  readonly next: (() => Promise<TradePage>) | null;
}

/** Where stored trades come from, once and without listening. Both reject when the server does not answer. */
export interface TradeLoader {
  /** The first page of the matching trades by the time of opening. */
  firstPage(query: TradeQuery, direction: 'asc' | 'desc'): Promise<TradePage>;
  /** One trade as it is now; null when it is gone or cannot be read. */
  one(id: string): Promise<ShadowTrade | null>;
}
