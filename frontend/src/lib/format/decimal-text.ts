/**
 * Decimal strings to text. `Intl.NumberFormat` reads a decimal string digit by digit, without a trip through a
 * float, and rounds it by decimal rules; only its type asks for a template of a number.
 */
export type Decimal = string;

const DECIMAL = /^-?\d+(\.\d+)?$/;
/** U+2212: as wide as the plus sign and the digits, so that columns of signed figures line up. */
const MINUS = '\u2212';

/** Whether the text is a decimal in plain notation, as documents hold them. */
export const isDecimal = (text: string): text is `${number}` => DECIMAL.test(text);

/** -1, 0 or 1. "-0.00" is zero. */
export function signOf(decimal: Decimal): -1 | 0 | 1 {
  if (!/[1-9]/.test(decimal)) return 0;
  return decimal.startsWith('-') ? -1 : 1;
}

/**
 * The decimal in the given format, with a true minus sign. Text that is no decimal is shown as it came: a figure
 * that looks wrong is better than one that is made up.
 */
export function print(format: Intl.NumberFormat, decimal: Decimal): string {
  return isDecimal(decimal) ? format.format(decimal).replace('-', MINUS) : decimal;
}
