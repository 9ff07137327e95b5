import fc from 'fast-check';
import { DecimalError, type DecimalErrorCode } from '../src/money/decimal-error.ts';
import { type Money, parseMoney } from '../src/money/money.ts';
import { type Price, parsePrice } from '../src/money/price.ts';
import { parseQuantity, type Quantity } from '../src/money/quantity.ts';
import { fixedText, plainText } from './rational-oracle.ts';

/** How often each property is tried. */
export const RUNS = { numRuns: 10_000 };

/** The first count that no type holds: 16 digits before the point. */
const QUADRILLION = 10n ** 15n;

/**
 * Whole numbers of every size up to `most`, each order of magnitude as likely as the next, so that pennies
 * and trillions meet in one computation.
 */
function counts(most: bigint): fc.Arbitrary<bigint> {
  const digits = most.toString().length;
  return fc
    .tuple(fc.integer({ min: 1, max: digits }), fc.bigInt({ min: 1n, max: most }))
    .map(([size, count]) => (size === digits ? count : (count % (10n ** BigInt(size) - 1n)) + 1n));
}

function signed(magnitudes: fc.Arbitrary<bigint>): fc.Arbitrary<bigint> {
  const eitherSign = fc
    .tuple(magnitudes, fc.boolean())
    .map(([magnitude, minus]) => (minus ? -magnitude : magnitude));
  return fc.oneof({ weight: 20, arbitrary: eitherSign }, { weight: 1, arbitrary: fc.constant(0n) });
}

/** Any amount that the type holds. */
export const anyMoney: fc.Arbitrary<Money> = signed(counts(QUADRILLION * 100n - 1n)).map(cents =>
  parseMoney(fixedText(cents, 2)),
);

/** Amounts up to a hundred million dollars: no sum or product of a few leaves the range. */
export const everydayMoney: fc.Arbitrary<Money> = signed(counts(10n ** 10n)).map(cents =>
  parseMoney(fixedText(cents, 2)),
);

/** Prices from a billionth of a dollar to the largest. */
export const anyPrice: fc.Arbitrary<Price> = counts(QUADRILLION * 10n ** 9n - 1n).map(billionths =>
  parsePrice(plainText(billionths, 9)),
);

/** Prices up to a million dollars, with all nine places. */
export const everydayPrice: fc.Arbitrary<Price> = counts(10n ** 15n).map(billionths =>
  parsePrice(plainText(billionths, 9)),
);

/** Prices in whole cents, as stocks above a dollar are quoted. */
export const centPrice: fc.Arbitrary<Price> = counts(10n ** 8n).map(cents => parsePrice(plainText(cents, 2)));

export const anyQuantity: fc.Arbitrary<Quantity> = counts(QUADRILLION * 10n ** 9n - 1n).map(billionths =>
  parseQuantity(plainText(billionths, 9)),
);

/** Quantities up to a million, with all nine places. */
export const everydayQuantity: fc.Arbitrary<Quantity> = counts(10n ** 15n).map(billionths =>
  parseQuantity(plainText(billionths, 9)),
);

export const wholeShares: fc.Arbitrary<Quantity> = counts(10n ** 6n).map(count =>
  parseQuantity(count.toString()),
);

/** Decimals of up to 15 digits before the point and 18 after, plain. */
export const preciseDecimal: fc.Arbitrary<string> = signed(counts(QUADRILLION * 10n ** 18n - 1n)).map(count =>
  plainText(count, 18),
);

/** Decimals exactly halfway between two multiples of 10^-places, where the rounding modes part. */
export function halfway(places: number): fc.Arbitrary<string> {
  return signed(counts(10n ** 15n)).map(count => plainText(count * 10n + 5n, places + 1));
}

/** The result of a computation, or the code it was refused with. */
export function outcomeOf<T>(compute: () => T): T | DecimalErrorCode {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DecimalError) return error.code;
    throw error;
  }
}

/** What a computation must come to: the oracle's text, unless it has more than 15 digits before the point. */
export function expectedOutcome(count: bigint, places: number, text: typeof fixedText): string {
  const magnitude = count < 0n ? -count : count;
  return magnitude >= QUADRILLION * 10n ** BigInt(places) ? 'out-of-range' : text(count, places);
}
