import { type Decimal, print } from './decimal-text.ts';

const FORMAT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 9 });
const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Shares or coins: "40", "0.15", "1,250.000000001". */
export const formatQuantity = (quantity: Decimal): string => print(FORMAT, quantity);

/** More digits after the point than a table has room for. */
const SHORT_PLACES = 4;

/**
 * The same where there is little room: at most four digits after the point, and "…" where there are more, so that it
 * cannot be taken for the whole. Where nothing but zeros would be left it stays whole.
 */
export function formatShortQuantity(quantity: Decimal): string {
  const whole = formatQuantity(quantity);
  const [before = '', after = ''] = whole.split('.');
  if (after.length <= SHORT_PLACES) return whole;
  const kept = after.slice(0, SHORT_PLACES);
  return /^[0−-]*$/.test(before) && /^0*$/.test(kept) ? whole : `${before}.${kept}…`;
}

/** How many there are of something: "10,000". */
export const formatCount = (count: number): string => COUNT.format(count);
