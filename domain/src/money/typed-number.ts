import { Decimal, printDecimal } from './decimal.ts';
import type { Money } from './money.ts';
import { round } from './rounding.ts';

const FACTORS: Readonly<Record<string, string>> = { k: '1000', m: '1000000' };
const ONE_PERCENT = '0.01';

/** "1,000.50", "$1k", "25 %": grouping in threes, then a suffix that multiplies. */
const TYPED = /^\$?\s*(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(\.\d{1,18})?\s*([km%])?$/i;

/** Cut off: a quarter of what there is must never be more than a quarter. */
const PART_OF_WHOLE = { places: 2, mode: 'toward-zero' } as const;

/**
 * A number as people type it, as plain decimal text: "$1,000.50" is "1000.50", "1.5k" is "1500", and "25%" is a quarter
 * of `whole`, cut off to the cent. Anything else is answered without the space around it, for a schema to judge.
 *
 * @param whole what a percentage is of, US dollars; without it a percentage is left as it is
 */
export function readTypedNumber(text: string, whole: Money | null = null): string {
  const bare = text.trim();
  const [, digits, fraction = '', suffix] = TYPED.exec(bare) ?? [];
  if (digits === undefined) return bare;
  const number = `${digits.replaceAll(',', '')}${fraction}`;
  if (suffix === undefined) return number;
  if (suffix !== '%') return printDecimal(new Decimal(number).times(FACTORS[suffix.toLowerCase()] ?? '1'));
  if (whole === null) return bare;
  return printDecimal(round(new Decimal(whole).times(number).times(ONE_PERCENT), PART_OF_WHOLE));
}
