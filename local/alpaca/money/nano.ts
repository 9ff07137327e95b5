/**
 * Exact decimals as integers of 1e-9 ("nanos"): nine places hold every price and quantity the exchange
 * deals in, so no binary float ever touches an amount.
 */
export type Nano = bigint;

/** One unit (one dollar, one share, one coin) in nanos. */
export const ONE: Nano = 1_000_000_000n;

const CENT: Nano = 10_000_000n;
const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{0,9}))?$/;

/**
 * Reads a plain decimal: optional sign, up to 15 whole and 9 fraction digits, no exponent, no grouping.
 * @returns undefined for anything else.
 */
export function parseNano(text: string): Nano | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const value = BigInt(whole) * ONE + BigInt(fraction.padEnd(9, '0'));
  return sign === '-' ? -value : value;
}

/** Reads a decimal that this program wrote itself. @throws Error when it is not one. */
export function nano(text: string): Nano {
  const value = parseNano(text);
  if (value === undefined) throw new Error(`not a decimal: ${text}`);
  return value;
}

/** The shortest decimal that says the same: no exponent, no trailing zeros. */
export function formatNano(value: Nano): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(10, '0');
  const whole = digits.slice(0, -9);
  const fraction = digits.slice(-9).replace(/0+$/, '');
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}

/** Integer division that rounds halves to the even neighbour. `divisor` must not be zero. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const n = dividend < 0n ? -dividend : dividend;
  const d = divisor < 0n ? -divisor : divisor;
  const quotient = n / d;
  const twice = (n % d) * 2n;
  const up = twice > d || (twice === d && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** Quotient of two nano values, half-even at the ninth place; zero when the divisor is zero. */
export function ratio(a: Nano, b: Nano): Nano {
  return b === 0n ? 0n : divideHalfEven(a * ONE, b);
}

/** Rounds to whole cents, half-even: the only rounding that cash and market values go through. */
export function toCents(value: Nano): Nano {
  return divideHalfEven(value, CENT) * CENT;
}

/** The dollar amount of a quantity at a price, in whole cents, half-even from the exact product. */
export function amountOf(quantity: Nano, price: Nano): Nano {
  return divideHalfEven(quantity * price, ONE * CENT) * CENT;
}

export function minimum(a: Nano, b: Nano): Nano {
  return a < b ? a : b;
}

export function absolute(value: Nano): Nano {
  return value < 0n ? -value : value;
}
