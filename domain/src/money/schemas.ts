import { z } from 'zod';
import { DecimalError } from './decimal-error.ts';
import { parseMoney } from './money.ts';
import { parsePercent } from './percent.ts';
import { parsePrice } from './price.ts';
import { parseQuantity } from './quantity.ts';

/**
 * Decimal strings in documents, requests and responses. Each schema accepts what its parser accepts, hands
 * out the canonical branded string, and reports a refusal in the words of `DecimalError`. A JavaScript number
 * is refused, never converted.
 */
export const moneySchema = decimalSchema(parseMoney);
export const priceSchema = decimalSchema(parsePrice);
export const quantitySchema = decimalSchema(parseQuantity);
export const percentSchema = decimalSchema(parsePercent);

function decimalSchema<T extends string>(parse: (text: unknown) => T) {
  return z.codec(z.string({ error: issue => refusalOf(parse, issue.input) }), z.custom<T>(), {
    decode: (text, context) => {
      const refusal = refusalOf(parse, text);
      if (refusal === undefined) return parse(text);
      context.issues.push({ code: 'custom', message: refusal, input: text });
      return z.NEVER;
    },
    encode: (value: string) => value,
  });
}

function refusalOf(parse: (text: unknown) => string, input: unknown): string | undefined {
  try {
    parse(input);
    return undefined;
  } catch (error) {
    if (error instanceof DecimalError) return error.message;
    throw error;
  }
}
