import { newYorkDate } from '../clock/new-york.ts';
import { type Nano, nano } from '../money/nano.ts';
import type { Market } from '../prices/market.ts';
import { execute } from './portfolio.ts';
import type { Account, FillState, Portfolio } from './state.ts';
import { valueAt } from './valuation.ts';

/** The fills that belong to the account's history on the present timeline, oldest first. */
function currentFills(account: Account): FillState[] {
  const { fromFill } = account.state.baseline;
  return account.fills
    .filter(fill => fill.sequence >= fromFill)
    .sort((a, b) => a.ms - b.ms || a.sequence - b.sequence);
}

/**
 * The account's equity at each of some moments, by replaying its fills over the prices of the time: no
 * history needs to be recorded. Before the account's history begins, what it began with is valued.
 * @param moments ascending, epoch milliseconds of market time.
 */
export function equitiesAt(market: Market, account: Account, moments: readonly number[]): Nano[] {
  const fills = currentFills(account);
  let portfolio: Portfolio = account.state.baseline.portfolio;
  let next = 0;
  return moments.map(ms => {
    for (let fill = fills[next]; fill !== undefined && fill.ms <= ms; fill = fills[++next]) {
      portfolio = execute(portfolio, {
        symbol: fill.symbol,
        side: fill.side,
        qty: nano(fill.qty),
        price: nano(fill.price),
      });
    }
    return valueAt(market, portfolio, ms).equity;
  });
}

/** Equity at the close of the last session before the market's present day. */
export function lastEquity(market: Market, account: Account, ms: number): { equity: Nano; date: string } {
  const session = previousSession(market, ms);
  const [equity = 0n] = equitiesAt(market, account, [session.closeMs]);
  return { equity, date: session.date };
}

function previousSession(market: Market, ms: number) {
  const { calendar } = market;
  const today = newYorkDate(ms);
  let index = calendar.lastOpened(ms);
  if (calendar.sessions[index]?.date === today) index -= 1;
  return calendar.at(Math.max(0, index));
}
