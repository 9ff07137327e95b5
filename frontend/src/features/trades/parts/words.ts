import type { ExitReason, TradeSource } from '@agenttrader/domain/trades/shadow-trade';

/** Where a trade came from, in a word. */
export const SOURCE_WORDS: Record<TradeSource, string> = {
  manual: 'By hand',
  signal: 'Signal',
  strategy: 'Strategy',
  copy: 'Copied',
};

/** Why a trade was closed, in a word. */
export const EXIT_WORDS: Record<ExitReason, string> = {
  manual: 'By hand',
  halt: 'Halt',
  strategy: 'Strategy',
  copy: 'Copied',
};
