import { parseMoney } from '@agenttrader/domain/money/money';
import type { PlatformBounds } from '../../../functions/src/shadow-trades/decide-opening.ts';

/** What the platform allows: more than a run asks for. */
export const BOUNDS: PlatformBounds = {
  maxOpenTrades: 200,
  maxTradeUsd: parseMoney('1000000'),
  perDay: 500,
};
