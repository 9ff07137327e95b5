import type { Money } from './money.ts';
import type { Price } from './price.ts';

/** An amount or a price as it stands in a sentence: the sign before the dollar, and at least two decimals. */
export function inDollars(value: Money | Price): string {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  return `${sign}$${whole}.${decimals.padEnd(2, '0')}`;
}
