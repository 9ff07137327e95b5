import type {
  SummarizeShadowTradesRequest,
  SummarizeShadowTradesResponse,
} from '@agenttrader/domain/callables/summarize-shadow-trades';
import {
  addMoney,
  isNegativeMoney,
  isPositiveMoney,
  type Money,
  ZERO_MONEY,
} from '@agenttrader/domain/money/money';
import type { TradeStatus } from '@agenttrader/domain/trades/shadow-trade';
import type { Clock } from '../runtime/clock.ts';
import { takeOrRefuse, type UsageQuota } from '../runtime/quota.ts';

export interface SummableTrade {
  readonly status: TradeStatus;
  readonly notional: Money;
  /** Final for a closed trade, at its last mark for an open one. */
  readonly pnl: Money;
}

export interface TradeScan {
  /**
   * All of the tenant's trades that match, however many, 500 at a time. `admitPage` is asked before every further 500,
   * and throws where there may be none.
   */
  scan(
    uid: string,
    filter: SummarizeShadowTradesRequest,
    admitPage: () => Promise<void>,
  ): AsyncIterable<SummableTrade | 'unreadable'>;
}

/** How many further pages of trades a tenant's sums may go through on one UTC day. The first of each is free. */
export const PAGES_PER_DAY = 100;

/**
 * Sums up all of the tenant's trades that match, to the cent.
 *
 * @throws UserFacingError `resource-exhausted` once the day's sums have gone through too many trades
 */
export async function summarizeShadowTrades(
  uid: string,
  filter: SummarizeShadowTradesRequest,
  { trades, quota, clock }: { trades: TradeScan; quota: Pick<UsageQuota, 'take'>; clock: Clock },
): Promise<SummarizeShadowTradesResponse> {
  const total = { open: 0, closed: 0, wins: 0, losses: 0, unreadable: 0 };
  let notionalUsd = ZERO_MONEY;
  let realizedPnl = ZERO_MONEY;
  let unrealizedPnl = ZERO_MONEY;
  const admitPage = (): Promise<void> => {
    const used = 'Your sums of today have gone through too many trades. Narrow the filters.';
    return takeOrRefuse(quota, uid, PAGES_PER_DAY, clock.now(), used);
  };
  for await (const trade of trades.scan(uid, filter, admitPage)) {
    if (trade === 'unreadable') {
      total.unreadable += 1;
      continue;
    }
    notionalUsd = addMoney(notionalUsd, trade.notional);
    if (trade.status === 'OPEN') {
      total.open += 1;
      unrealizedPnl = addMoney(unrealizedPnl, trade.pnl);
      continue;
    }
    total.closed += 1;
    realizedPnl = addMoney(realizedPnl, trade.pnl);
    if (isPositiveMoney(trade.pnl)) total.wins += 1;
    if (isNegativeMoney(trade.pnl)) total.losses += 1;
  }
  const count = total.open + total.closed;
  return { count, ...total, notionalUsd, realizedPnl, unrealizedPnl, asOf: clock.now().toISOString() };
}
