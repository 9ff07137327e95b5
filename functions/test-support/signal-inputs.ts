import { parseMoney } from '@agenttrader/domain/money/money';
import { roundToPrice } from '@agenttrader/domain/money/price';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import type { DailyBar } from '../src/broker/market-data.ts';
import type { Candidate, HeldPosition, SignalInputs } from '../src/signal-models/signal-model.ts';

const DAY_MS = 86_400_000;
const MARKET_TIME = new Date('2026-03-02T15:00:00Z');

/** Days with the given closes, the last of them yesterday. */
export const barsOf = (closes: readonly number[]): DailyBar[] =>
  closes.map((close, index) => {
    const price = roundToPrice(close.toFixed(4));
    const startsAt = new Date(MARKET_TIME.getTime() - (closes.length - index) * DAY_MS);
    return { startsAt, open: price, high: price, low: price, close: price, volume: 1_000 };
  });

export const candidate = (symbol: string, closes: readonly number[]): Candidate => ({
  symbol: parseTradableSymbol(symbol),
  bars: barsOf(closes),
});

export interface InputChanges extends Partial<Omit<SignalInputs, 'candidates' | 'account'>> {
  readonly candidates?: readonly Candidate[];
  readonly positions?: readonly HeldPosition[];
}

/** What a model is given about an account that could spend a thousand dollars on AAPL, which rises. */
export function signalInputs({ candidates, positions = [], ...changes }: InputChanges = {}): SignalInputs {
  const rising = candidate(
    'AAPL',
    Array.from({ length: 30 }, (_, day) => 100 + day + (day % 2)),
  );
  const [first = rising, ...others] = candidates ?? [];
  return {
    budget: parseMoney('1000'),
    account: {
      equity: parseMoney('5000'),
      cash: parseMoney('5000'),
      buyingPower: parseMoney('5000'),
      currency: 'USD',
      positions,
    },
    marketTime: MARKET_TIME,
    news: [],
    marketConditions: undefined,
    ...changes,
    candidates: [first, ...others],
  };
}
