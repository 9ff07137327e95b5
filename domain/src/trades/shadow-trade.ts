/** A shadow trade is open until it is closed, once and for all. */
export const TRADE_STATUSES = ['OPEN', 'CLOSED'] as const;
export type TradeStatus = (typeof TRADE_STATUSES)[number];

/** Where a trade came from. */
export const TRADE_SOURCES = ['manual', 'signal', 'strategy', 'copy'] as const;
export type TradeSource = (typeof TRADE_SOURCES)[number];

/** Why a trade was closed. */
export const EXIT_REASONS = ['manual', 'halt', 'strategy', 'copy'] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];
