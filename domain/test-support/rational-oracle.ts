/**
 * Exact arithmetic on fractions of whole numbers: the second opinion that the property tests hold the decimal
 * types against. It shares neither code, nor library, nor representation with them.
 */
export interface Rational {
  readonly numerator: bigint;
  /** Always positive. */
  readonly denominator: bigint;
}

export function rational(numerator: bigint, denominator = 1n): Rational {
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
}

/**
 * Reads a decimal by walking over its characters, or returns null when it is none: an optional minus, digits,
 * optionally a point and digits, optionally an e with an optional sign and digits, and nothing else.
 */
export function readRational(text: string): Rational | null {
  let at = 0;
  const digits = (): string => {
    const start = at;
    while (at < text.length && '0123456789'.includes(text.charAt(at))) at++;
    return text.slice(start, at);
  };
  const skip = (characters: string): boolean => {
    if (at >= text.length || !characters.includes(text.charAt(at))) return false;
    at++;
    return true;
  };

  const negative = skip('-');
  const whole = digits();
  if (whole === '') return null;
  const hasPoint = skip('.');
  const fraction = hasPoint ? digits() : '';
  if (hasPoint && fraction === '') return null;
  let exponent = 0n;
  if (skip('eE')) {
    const down = skip('-');
    if (!down) skip('+');
    const size = digits();
    if (size === '') return null;
    exponent = down ? -BigInt(size) : BigInt(size);
  }
  if (at !== text.length) return null;

  const unscaled = BigInt(whole + fraction) * (negative ? -1n : 1n);
  if (unscaled === 0n) return rational(0n);
  const shift = exponent - BigInt(fraction.length);
  // Powers beyond this are not computed, only told apart from everything that could be in range.
  const bounded = shift > 999n ? 999n : shift < -999n ? -999n : shift;
  return bounded >= 0n ? rational(unscaled * 10n ** bounded) : rational(unscaled, 10n ** -bounded);
}

/** A text that is known to be a decimal. */
export function exactly(text: string): Rational {
  const value = readRational(text);
  if (value === null) throw new Error(`the oracle cannot read ${text}`);
  return value;
}

export function plus(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, rational(-b.numerator, b.denominator));
}

export function times(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function over(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function order(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = minus(a, b).numerator;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** The nearest multiple of 10^-places, as a count of those; of two equally near ones, the even one. */
export function halfEven(value: Rational, places: number): bigint {
  const doubled = 2n * value.numerator * 10n ** BigInt(places);
  // floor(x + 1/2), which takes ties upwards; an odd result of a tie then goes back down.
  const floor = floorDivide(doubled + value.denominator, 2n * value.denominator);
  const tie = (doubled + value.denominator) % (2n * value.denominator) === 0n;
  return tie && floor % 2n !== 0n ? floor - 1n : floor;
}

/** The multiple of 10^-places next to the value on zero's side, as a count of those. */
export function towardZero(value: Rational, places: number): bigint {
  return (value.numerator * 10n ** BigInt(places)) / value.denominator;
}

/** A count of 10^-places with all its places: (1025037n, 2) is "10250.37". */
export function fixedText(count: bigint, places: number): string {
  const digits = (count < 0n ? -count : count).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  const sign = count < 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** The same without zeros at the end of the fraction. */
export function plainText(count: bigint, places: number): string {
  const text = fixedText(count, places);
  return places === 0 ? text : text.replace(/0+$/, '').replace(/\.$/, '');
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
