import { scaleMoney, ZERO_MONEY } from '@agenttrader/domain/money/money';
import type { Facts } from './facts.ts';

/** How many days back a close is compared with. */
const LOOKBACK = 10;
/** Half a percent either way is no move. */
const NOISE = 0.005;
const SHARE_OF_BUDGET = '0.25';

/** A trade, or none, as the local model proposes it. */
export type Proposal = Readonly<Record<'symbol' | 'action' | 'notional_usd' | 'reason', string>> & {
  readonly confidence: number;
};

/**
 * The local model: looks at how far each candidate has moved in ten days, takes the largest move, buys after a
 * rise, sells what is held after a fall, and stakes a quarter of the budget. It is here to be predictable.
 */
export function propose({ candidates, budget_usd, account }: Facts): Proposal {
  const moves = candidates.map(({ symbol, daily_bars }) => ({ symbol, change: changeOf(daily_bars) }));
  const [largest] = moves.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const { symbol, change } = largest ?? { symbol: '', change: 0 };
  const isHeld = account?.positions.some(position => position.symbol === symbol && position.side === 'long');
  const percent = `${(Math.abs(change) * 100).toFixed(2)}%`;
  const confidence = Number(Math.min(0.9, 0.5 + Math.abs(change)).toFixed(2));
  const notional_usd = scaleMoney(budget_usd, SHARE_OF_BUDGET);
  if (change > NOISE) {
    const reason = `${symbol} has risen by ${percent} in ${LOOKBACK} sessions.`;
    return { symbol, action: 'buy', notional_usd, confidence, reason };
  }
  if (change < -NOISE && isHeld) {
    const reason = `${symbol} is held and has fallen by ${percent} in ${LOOKBACK} sessions.`;
    return { symbol, action: 'sell', notional_usd, confidence, reason };
  }
  const reason = `${symbol} has moved by ${percent} in ${LOOKBACK} sessions, and nothing follows from it.`;
  return { symbol, action: 'hold', notional_usd: ZERO_MONEY, confidence, reason };
}

function changeOf(bars: readonly { readonly close: number }[]): number {
  const last = bars.at(-1)?.close;
  const before = (bars.at(-1 - LOOKBACK) ?? bars[0])?.close;
  return last === undefined || before === undefined ? 0 : last / before - 1;
}
