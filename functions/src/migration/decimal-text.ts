/** Digits after the point that the product's roundings read; below, they have long been decided. */
const KEPT_PLACES = 17;
/** Beyond this exponent no amount of money is meant, and writing the number out would take room. */
const MAX_EXPONENT = 400;

const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?=\.|$)/;

/**
 * A number or a numeric text of an earlier system as a plain decimal: the shortest one that reads back as the same
 * float, written out without an exponent. Dollar signs, grouping commas and blanks around it are taken off.
 * Undefined for what is no finite number.
 */
export function decimalText(value: unknown): string | undefined {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? writeOut(String(value)) : undefined;
  return typeof value === 'string' ? writeOut(tidied(value)) : undefined;
}

/**
 * The decimal with at most 17 places. When something was cut off, the last digit is neither 0 nor 5: a rounding to
 * fewer places that comes later sees that the value is not exactly in the middle, so that cutting decides no tie.
 */
export function boundPlaces(decimal: string): string {
  const [whole = '', places = ''] = decimal.split('.');
  if (places.length <= KEPT_PLACES) return decimal;
  const lost = /[1-9]/.test(places.slice(KEPT_PLACES));
  const last = places.charAt(KEPT_PLACES - 1);
  const kept = lost && (last === '0' || last === '5') ? String(Number(last) + 1) : last;
  return `${whole}.${places.slice(0, KEPT_PLACES - 1)}${kept}`;
}

/** The decimal without what stands behind `places` digits: towards zero. */
export function cutPlaces(decimal: string, places: number): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const kept = fraction.slice(0, places);
  return kept === '' ? whole : `${whole}.${kept}`;
}

function tidied(text: string): string {
  const [, sign = '', rest = ''] = /^([+-]?)\$?(.*)$/s.exec(text.trim()) ?? [];
  return sign + (GROUPED.test(rest) ? rest.replaceAll(',', '') : rest);
}

function writeOut(text: string): string | undefined {
  const match = PLAIN.exec(text);
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match ?? [];
  const exponent = Number(exponentText);
  if (!match || whole + fraction === '' || Math.abs(exponent) > MAX_EXPONENT) return undefined;
  const point = whole.length + exponent;
  const digits = (whole + fraction)
    .padEnd(point, '0')
    .padStart((whole + fraction).length - Math.min(point, 0), '0');
  const split = Math.max(point, 0);
  const integer = digits.slice(0, split).replace(/^0+(?=\d)/, '') || '0';
  const places = digits.slice(split).replace(/0+$/, '');
  const plain = places === '' ? integer : `${integer}.${places}`;
  return sign === '-' && /[1-9]/.test(plain) ? `-${plain}` : plain;
}
