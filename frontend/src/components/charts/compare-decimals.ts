interface Parts {
  readonly negative: boolean;
  /** Without leading zeros: the longer one is the larger one. */
  readonly whole: string;
  /** Without trailing zeros: digit by digit, as text. */
  readonly fraction: string;
}

function partsOf(decimal: string): Parts {
  const unsigned = decimal.startsWith('-') ? decimal.slice(1) : decimal;
  const point = unsigned.indexOf('.');
  const whole = (point < 0 ? unsigned : unsigned.slice(0, point)).replace(/^0+/, '');
  const fraction = point < 0 ? '' : unsigned.slice(point + 1).replace(/0+$/, '');
  const isZero = whole === '' && fraction === '';
  return { negative: decimal.startsWith('-') && !isZero, whole, fraction };
}

/**
 * -1, 0 or 1: the order of two decimals in plain notation by their value, however they are spelled ("1.5" and
 * "1.50" are equal). Digits are compared as text, so nothing is lost to a float and ten thousand are sorted at once.
 */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const left = partsOf(a);
  const right = partsOf(b);
  if (left.negative !== right.negative) return left.negative ? -1 : 1;
  const order =
    Math.sign(left.whole.length - right.whole.length) ||
    textOrder(left.whole, right.whole) ||
    textOrder(left.fraction, right.fraction);
  if (order === 0) return 0;
  return order < 0 !== left.negative ? -1 : 1;
}

const textOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
