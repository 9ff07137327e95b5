import { isPositiveMoney, type Money } from '@agenttrader/domain/money/money';
import type { Quantity } from '@agenttrader/domain/money/quantity';
import { moneySchema, quantitySchema } from '@agenttrader/domain/money/schemas';
import { tradableSymbolSchema } from '@agenttrader/domain/symbols';
import { SIDES } from '@agenttrader/domain/trades/side';
import { z } from 'zod';

export const SIZE_KINDS = ['notional', 'quantity'] as const;
export type SizeKind = (typeof SIZE_KINDS)[number];

/** How large the order is: an amount in US dollars, or a number of shares or coins. */
export type OrderSize = { readonly notionalUsd: Money } | { readonly quantity: Quantity };

/** "1,250.50" and "$1250.50", as people write amounts; anything else is left for the schema to judge. */
export function tidyNumber(text: string): string {
  const bare = text.trim().replace(/^\$\s*/, '');
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
}

const required = (text: string, message: string) => text !== '' || message;

/** What is typed into the ticket; hands out what the callable takes, but for the idempotency key. */
export const ticketForm = z
  .object({
    symbol: z.string().transform(text => text.trim()),
    side: z.enum(SIDES),
    sizeKind: z.enum(SIZE_KINDS),
    size: z.string().transform(tidyNumber),
  })
  .transform(({ symbol, side, sizeKind, size }, context) => {
    const read = <T>(field: string, schema: z.ZodType<T>, text: string, whenEmpty: string): T | undefined => {
      const filled = required(text, whenEmpty);
      const result = filled === true ? schema.safeParse(text) : undefined;
      if (result?.success) return result.data;
      const message = filled === true ? result?.error.issues[0]?.message : filled;
      context.issues.push({ code: 'custom', path: [field], message: message ?? whenEmpty, input: text });
      return undefined;
    };
    const parsedSymbol = read(
      'symbol',
      tradableSymbolSchema,
      symbol,
      'Enter a symbol, such as AAPL or BTC/USD.',
    );
    const parsedSize = sizeOf(sizeKind, (schema, whenEmpty) => read('size', schema, size, whenEmpty));
    if (parsedSymbol === undefined || parsedSize === undefined) return z.NEVER;
    return { symbol: parsedSymbol, side, size: parsedSize };
  });

type ReadSize = <T>(schema: z.ZodType<T>, whenEmpty: string) => T | undefined;

function sizeOf(kind: SizeKind, read: ReadSize): OrderSize | undefined {
  if (kind === 'quantity') {
    const quantity = read(quantitySchema, 'Enter how many shares or coins, such as 10 or 0.25.');
    return quantity && { quantity };
  }
  const positive = moneySchema.refine(isPositiveMoney, { error: 'Enter an amount above zero.' });
  const notionalUsd = read(positive, 'Enter an amount in dollars, such as 1000.');
  return notionalUsd && { notionalUsd };
}

/** As the fields hold it. */
export type TicketFields = z.input<typeof ticketForm>;
/** As it is sent. */
export type TicketOrder = z.output<typeof ticketForm>;
