import {
  isPositiveMoney,
  type Money,
  minMoney,
  scaleMoney,
  ZERO_MONEY,
} from '@agenttrader/domain/money/money';
import type { SignalAction } from '@agenttrader/domain/signals/action';
import type { Candidate, SignalInputs, SignalModel } from '../signal-model.ts';
import { computeTrend, TREND_DAYS, type Trend } from './trend.ts';

/** From here on a trend is one; below, it is noise. */
const ENTRY_STRENGTH = 1;
/** The strength that counts as certain. */
const FULL_STRENGTH = 3;
/** The strongest trend gets half of the budget: a rule of thumb is no reason to go all in. */
const LARGEST_SHARE = 0.5;

/**
 * The built-in model: buys what has risen over a month by more than its daily swings explain, sells what is held
 * and has fallen so, and holds otherwise. It reads prices only, neither news nor notes, and the same inputs give
 * the same answer on every machine.
 */
export const momentumModel: SignalModel = {
  name: 'momentum-v1',
  async propose(inputs) {
    return { kind: 'text', text: JSON.stringify(answerTo(inputs)) };
  },
};

interface Answer {
  readonly symbol: string;
  readonly action: SignalAction;
  readonly notional_usd: Money;
  readonly confidence: number;
  readonly reason: string;
}

/** A position that can be sold in part. */
interface ValuedPosition {
  readonly marketValue: Money;
}

interface Weighed {
  readonly candidate: Candidate;
  readonly trend: Trend;
}

function answerTo(inputs: SignalInputs): Answer {
  const weighed = inputs.candidates.flatMap(candidate => {
    const trend = computeTrend(candidate.bars.map(({ close }) => Number(close)));
    return trend ? [{ candidate, trend }] : [];
  });
  const [strongest] = weighed.toSorted((a, b) => Math.abs(b.trend.strength) - Math.abs(a.trend.strength));
  if (!strongest) {
    const { symbol } = inputs.candidates[0];
    return hold(
      symbol,
      0,
      `${symbol} has fewer than ${TREND_DAYS + 1} daily closes, too few to see a trend.`,
    );
  }
  const tradable = weighed
    .filter(one => isTradable(one, inputs))
    .toSorted((a, b) => Math.abs(b.trend.strength) - Math.abs(a.trend.strength));
  return tradable[0] ? proposal(tradable[0], inputs) : standAside(strongest);
}

function isTradable({ candidate, trend }: Weighed, inputs: SignalInputs): boolean {
  if (trend.strength >= ENTRY_STRENGTH) return true;
  return trend.strength <= -ENTRY_STRENGTH && held(candidate, inputs) !== undefined;
}

function proposal(weighed: Weighed, inputs: SignalInputs): Answer {
  const { candidate, trend } = weighed;
  const { symbol } = candidate;
  const confidence = confidenceIn(trend);
  const share = scaleMoney(inputs.budget, (confidence * LARGEST_SHARE).toFixed(4));
  const position = held(candidate, inputs);
  const falls = trend.strength < 0;
  const notional = falls && position ? minMoney(share, position.marketValue) : share;
  if (!isPositiveMoney(notional)) {
    return hold(symbol, confidence, `${story(weighed)} The budget is too small to act on it.`);
  }
  const rule = falls
    ? `The built-in momentum model sells what is held and falls by more than ${ENTRY_STRENGTH} times that.`
    : `The built-in momentum model buys what rises by more than ${ENTRY_STRENGTH} times that.`;
  const action = falls ? 'sell' : 'buy';
  return { symbol, action, notional_usd: notional, confidence, reason: `${story(weighed)} ${rule}` };
}

function standAside(weighed: Weighed): Answer {
  const { candidate, trend } = weighed;
  const why =
    trend.strength <= -ENTRY_STRENGTH
      ? 'None is held that has a value, and the built-in momentum model does not sell short.'
      : `The built-in momentum model acts from ${ENTRY_STRENGTH} times that on.`;
  return hold(candidate.symbol, confidenceIn(trend), `${story(weighed)} ${why}`);
}

const hold = (symbol: string, confidence: number, reason: string): Answer => ({
  symbol,
  action: 'hold',
  notional_usd: ZERO_MONEY,
  confidence,
  reason,
});

function story({ candidate, trend }: Weighed): string {
  const percent = Math.abs(trend.change * 100).toFixed(1);
  const direction = trend.change < 0 ? 'below' : 'above';
  const strength = Math.abs(trend.strength).toFixed(1);
  return `${candidate.symbol} closed ${percent}% ${direction} its close of ${TREND_DAYS} sessions before, ${strength} times what its daily swings explain.`;
}

/** From 0 to 1, to two decimals. */
const confidenceIn = ({ strength }: Trend): number =>
  Number(Math.min(1, Math.abs(strength) / FULL_STRENGTH).toFixed(2));

/** What is held and can be sold. A position whose value the broker does not know cannot be sized. */
const held = ({ symbol }: Candidate, { account }: SignalInputs): ValuedPosition | undefined => {
  const position = account.positions.find(one => one.symbol === symbol && one.side === 'long');
  return position?.marketValue ? { marketValue: position.marketValue } : undefined;
};
