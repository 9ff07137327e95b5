import Big from 'big.js';
import { Decimal } from './decimal.ts';

/** How a computed value becomes one with a fixed number of digits after the point. */
export interface RoundingRule {
  readonly places: number;
  readonly mode: 'half-even' | 'toward-zero';
}

/**
 * Every rounding in the project. A computation is carried out exactly and rounded once, at its end, by one of
 * these rules.
 *
 * Half-even (a tie goes to the even digit) has no drift over many roundings, and treats gains and losses
 * alike, so that a short's P&L is exactly minus the long's. A derived quantity is cut off instead: rounding
 * it up would cost more than the notional it was derived from. Nine places is what brokers carry for
 * fractional shares and for crypto.
 */
export const ROUNDING = {
  cash: { places: 2, mode: 'half-even' },
  pnl: { places: 2, mode: 'half-even' },
  quantity: { places: 9, mode: 'toward-zero' },
  percent: { places: 4, mode: 'half-even' },
  averagePrice: { places: 9, mode: 'half-even' },
} as const satisfies Record<string, RoundingRule>;

const MODES = { 'half-even': Decimal.roundHalfEven, 'toward-zero': Decimal.roundDown } as const;

/** `value` rounded by `rule`. */
export function round(value: Decimal, rule: RoundingRule): Decimal {
  return value.round(rule.places, MODES[rule.mode]);
}

/**
 * `numerator / denominator` rounded once by `rule`, also when the exact quotient has no finite decimal form.
 * The denominator must not be zero.
 */
export function divide(numerator: Decimal, denominator: Decimal, rule: RoundingRule): Decimal {
  const Quotient = quotientFor(rule);
  return new Decimal(new Quotient(numerator).div(denominator));
}

const quotients = new Map<RoundingRule, Big.BigConstructor>();

/**
 * big.js takes the precision and the mode of a division from the constructor of the dividend, so each rule has
 * its own. It looks at the remainder when it rounds: there is no double rounding.
 */
function quotientFor(rule: RoundingRule): Big.BigConstructor {
  const known = quotients.get(rule);
  if (known !== undefined) return known;
  const Quotient = Big();
  Quotient.strict = true;
  Quotient.DP = rule.places;
  Quotient.RM = MODES[rule.mode];
  quotients.set(rule, Quotient);
  return Quotient;
}
