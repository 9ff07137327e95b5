import type {
  SummarizeShadowTradesRequest,
  SummarizeShadowTradesResponse,
} from '@agenttrader/domain/callables/summarize-shadow-trades';
import {
  addMoney,
  isNegativeMoney,
  isPositiveMoney,
  type Money,
  subtractMoney,
  sumMoney,
  ZERO_MONEY,
} from '@agenttrader/domain/money/money';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import { takeOrRefuse } from '../runtime/quota.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { SummableTrade, SummableTrades, SummaryPorts } from './ports.ts';

/** How many pages of trades a tenant's sums may go through on one UTC day, where they have to. */
export const PAGES_PER_DAY = 200;

/** After this time no other page is counted in the same request, in milliseconds. */
const TIME_BOX_MS = 25_000;

/**
 * Sums up all of the tenant's trades that match, to the cent: from tallies that every closing keeps, and from the trades
 * that are open. A period is summed up from the trades that were opened in it.
 *
 * @throws UserFacingError `resource-exhausted` once the day's sums have gone through too many trades, `unavailable` while
 *   an account's trades are counted for the first time and there are more of them than one request gets through
 */
export async function summarizeShadowTrades(
  uid: string,
  filter: SummarizeShadowTradesRequest,
  ports: SummaryPorts,
): Promise<SummarizeShadowTradesResponse> {
  const hasPeriod = filter.from !== undefined || filter.to !== undefined;
  return hasPeriod ? sumOfPeriod(uid, filter, ports) : sumOfTallies(uid, filter, ports);
}

async function sumOfPeriod(uid: string, filter: SummarizeShadowTradesRequest, ports: SummaryPorts) {
  const admitPage = pageAdmission(
    uid,
    ports,
    'Your sums of today have gone through too many trades. Narrow the period.',
  );
  const open: (SummableTrade | 'unreadable')[] = [];
  const closed = { count: 0, wins: 0, losses: 0, notional: ZERO_MONEY, pnl: ZERO_MONEY };
  for await (const trade of ports.trades.openedWithin(uid, filter, admitPage)) {
    if (trade === 'unreadable' || trade.status === 'OPEN') {
      open.push(trade);
      continue;
    }
    closed.count += 1;
    closed.notional = addMoney(closed.notional, trade.notional);
    closed.pnl = addMoney(closed.pnl, trade.pnl);
    if (isPositiveMoney(trade.pnl)) closed.wins += 1;
    if (isNegativeMoney(trade.pnl)) closed.losses += 1;
  }
  return summarize({ ...closed, unreadable: 0 }, open, ports.clock.now());
}

async function sumOfTallies(uid: string, filter: SummarizeShadowTradesRequest, ports: SummaryPorts) {
  const admitPage = pageAdmission(uid, ports, 'Your sums of today have gone through too many trades.');
  const end = ports.clock.now().getTime() + TIME_BOX_MS;
  while (true) {
    const standing = await ports.trades.standing(uid, filter, admitPage);
    if (standing !== 'incomplete') {
      const { closedTrades, grossProfit, grossLoss, ...sums } = standing.closed;
      const pnl = subtractMoney(grossProfit, grossLoss);
      return summarize({ count: closedTrades, pnl, ...sums }, standing.open, ports.clock.now());
    }
    await countAll(uid, filter.symbol, end, ports);
  }
}

/** Goes on counting, from wherever an earlier request has got to. */
async function countAll(
  uid: string,
  symbol: TradableSymbol | undefined,
  end: number,
  ports: SummaryPorts,
): Promise<void> {
  const admitPage = pageAdmission(
    uid,
    ports,
    'Your trades are being counted anew, and today’s part of them is.',
  );
  do {
    if (ports.clock.now().getTime() >= end) {
      throw new UserFacingError(
        'unavailable',
        'Your trades are being counted anew, and there are many. Try again: it goes on where it is.',
      );
    }
    await admitPage();
  } while ((await ports.trades.countOn(uid, symbol, ports.clock.now())) === 'incomplete');
}

const pageAdmission =
  (uid: string, { quota, clock }: SummaryPorts, used: string) =>
  (): Promise<void> =>
    takeOrRefuse(quota, uid, PAGES_PER_DAY, clock.now(), used);

interface ClosedSums {
  readonly count: number;
  readonly wins: number;
  readonly losses: number;
  readonly unreadable: number;
  readonly notional: Money;
  readonly pnl: Money;
}

function summarize(closed: ClosedSums, open: SummableTrades, asOf: Date): SummarizeShadowTradesResponse {
  const readable = open.filter(trade => trade !== 'unreadable');
  return {
    count: closed.count + readable.length,
    open: readable.length,
    closed: closed.count,
    wins: closed.wins,
    losses: closed.losses,
    unreadable: closed.unreadable + open.length - readable.length,
    notionalUsd: sumMoney([closed.notional, ...readable.map(({ notional }) => notional)]),
    realizedPnl: closed.pnl,
    unrealizedPnl: sumMoney(readable.map(({ pnl }) => pnl)),
    asOf: asOf.toISOString(),
  };
}
