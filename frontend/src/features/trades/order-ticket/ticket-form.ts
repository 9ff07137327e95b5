import { isPositiveMoney, type Money } from '@agenttrader/domain/money/money';
import type { Quantity } from '@agenttrader/domain/money/quantity';
import { moneySchema, quantitySchema } from '@agenttrader/domain/money/schemas';
import { tradableSymbolSchema } from '@agenttrader/domain/symbols';
import { SIDES } from '@agenttrader/domain/trades/side';
import { z } from 'zod';

const SIZE_KINDS = ['notional', 'quantity'] as const;
export type SizeKind = (typeof SIZE_KINDS)[number];

/** How large the order is: an amount in US dollars, or a number of shares or coins. */
export type OrderSize = { readonly notionalUsd: Money } | { readonly quantity: Quantity };

/** "1,250.50" and "$1250.50", as people write amounts; anything else is left for the schema to judge. */
export function tidyNumber(text: string): string {
  const bare = text.trim().replace(/^\$\s*/, '');
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
}

/** Text that must be there before the domain's schema judges it. */
const filled = <Schema extends z.ZodType<unknown, string>>(whenEmpty: string, schema: Schema) =>
  z.string().min(1, { error: whenEmpty, abort: true }).pipe(schema);

const symbol = z
  .string()
  .trim()
  .pipe(filled('Enter a symbol, such as AAPL or BTC/USD.', tradableSymbolSchema));
const side = z.enum(SIDES);
const size = z.string().transform(tidyNumber);

/** What is typed into the ticket; hands out what the callable takes, but for the idempotency key. */
export const ticketForm = z.discriminatedUnion('sizeKind', [
  z
    .object({
      sizeKind: z.literal('notional'),
      symbol,
      side,
      size: size.pipe(
        filled(
          'Enter an amount in dollars, such as 1000.',
          moneySchema.refine(isPositiveMoney, { error: 'Enter an amount above zero.' }),
        ),
      ),
    })
    .transform(fields => orderOf(fields, { notionalUsd: fields.size })),
  z
    .object({
      sizeKind: z.literal('quantity'),
      symbol,
      side,
      size: size.pipe(filled('Enter how many shares or coins, such as 10 or 0.25.', quantitySchema)),
    })
    .transform(fields => orderOf(fields, { quantity: fields.size })),
]);

function orderOf<Fields extends { symbol: unknown; side: unknown }>(
  { symbol, side }: Fields,
  size: OrderSize,
): { symbol: Fields['symbol']; side: Fields['side']; size: OrderSize } {
  return { symbol, side, size };
}

/** As the fields hold it. */
export type TicketFields = {
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly sizeKind: SizeKind;
  readonly size: string;
};
/** As it is sent. */
export type TicketOrder = z.output<typeof ticketForm>;
