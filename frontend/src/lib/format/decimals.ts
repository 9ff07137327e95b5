/**
 * Decimal strings to text. `Intl.NumberFormat` reads a decimal string digit by digit, without a trip through a
 * float, and rounds it by decimal rules; only its type asks for a template of a number.
 */
type DecimalText = string;

const DECIMAL = /^-?\d+(\.\d+)?$/;
/** U+2212: as wide as the plus sign and the digits, so that columns of signed figures line up. */
const MINUS = '\u2212';

/** Whether the text is a decimal in plain notation, as documents hold them. */
const isDecimal = (text: string): text is `${number}` => DECIMAL.test(text);

/** -1, 0 or 1. "-0.00" is zero. */
export function signOf(decimal: DecimalText): -1 | 0 | 1 {
  if (!/[1-9]/.test(decimal)) return 0;
  return decimal.startsWith('-') ? -1 : 1;
}

/**
 * The decimal in the given format, with a true minus sign. Text that is no decimal is shown as it came: a figure
 * that looks wrong is better than one that is made up.
 */
function print(format: Intl.NumberFormat, decimal: DecimalText): string {
  return isDecimal(decimal) ? format.format(decimal).replace('-', MINUS) : decimal;
}

const usd = (options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', ...options });

const MONEY = usd({ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'negative' });
const SIGNED_MONEY = usd({ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });

/** "$10,250.37", "−$0.05". */
export const formatMoney = (amount: DecimalText): string => print(MONEY, amount);
/** With its sign, as for gains and losses: "+$12.00", "−$0.05", "$0.00". */
export const formatSignedMoney = (amount: DecimalText): string => print(SIGNED_MONEY, amount);

/** Digits after the point: two for what costs a dollar or more, as quoted; up to nine for what costs less. */
const DOLLARS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const CENTS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 4, maximumFractionDigits: 9 });

/** Dollars for one share or coin, without a sign: "187.25", "0.0000125". */
export function formatPrice(price: DecimalText): string {
  const belowOne = isDecimal(price) && /^-?0\./.test(price);
  return print(belowOne ? CENTS : DOLLARS, price);
}

const QUANTITY = new Intl.NumberFormat('en-US', { maximumFractionDigits: 9 });
const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Shares or coins: "40", "0.15", "1,250.000000001". */
export const formatQuantity = (quantity: DecimalText): string => print(QUANTITY, quantity);

/** More digits after the point than a table has room for. */
const SHORT_PLACES = 4;

/**
 * The same where there is little room: at most four digits after the point, and "…" where there are more, so that it
 * cannot be taken for the whole. Where nothing but zeros would be left it stays whole.
 */
export function formatShortQuantity(quantity: DecimalText): string {
  const whole = formatQuantity(quantity);
  const [before = '', after = ''] = whole.split('.');
  if (after.length <= SHORT_PLACES) return whole;
  const kept = after.slice(0, SHORT_PLACES);
  return /^[0−-]*$/.test(before) && /^0*$/.test(kept) ? whole : `${before}.${kept}…`;
}

/** How many there are of something: "10,000". */
export const formatCount = (count: number): string => COUNT.format(count);

const PERCENT = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'negative',
});
const SIGNED_PERCENT = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});

/** A percentage as documents hold it ("2.5" is two and a half per cent): "2.50%". */
export const formatPercent = (percent: DecimalText): string => `${print(PERCENT, percent)}%`;
/** With its sign: "+2.50%", "−0.30%", "0.00%". */
export const formatSignedPercent = (percent: DecimalText): string => `${print(SIGNED_PERCENT, percent)}%`;

const CONFIDENCE = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 0 });
/** A model's confidence, from 0 to 1, as a percentage: "72%". */
export const formatConfidence = (confidence: number): string => CONFIDENCE.format(confidence);
