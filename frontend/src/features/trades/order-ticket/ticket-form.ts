import type { Money } from '@agenttrader/domain/money/money';
import type { Quantity } from '@agenttrader/domain/money/quantity';
import { quantitySchema } from '@agenttrader/domain/money/schemas';
import { readTypedNumber } from '@agenttrader/domain/money/typed-number';
import { SIDES } from '@agenttrader/domain/trades/side';
import { typedSymbolSchema } from '@agenttrader/domain/typed-symbol';
import { z } from 'zod';
import { amountField } from '@/lib/amount-field.ts';

const HOW_MANY = 'Enter how many shares or coins, such as 10 or 0.25.';

const SIZE_KINDS = ['notional', 'quantity'] as const;
export type SizeKind = (typeof SIZE_KINDS)[number];

/** How large the order is: an amount in US dollars, or a number of shares or coins. */
export type OrderSize = { readonly notionalUsd: Money } | { readonly quantity: Quantity };

/** Text that must be there before the domain's schema judges it. */
const filled = <Schema extends z.ZodType<unknown, string>>(whenEmpty: string, schema: Schema) =>
  z.string().min(1, { error: whenEmpty, abort: true }).pipe(schema);

const symbol = z.string().trim().pipe(filled('Enter a symbol, such as AAPL or BTC/USD.', typedSymbolSchema));
const side = z.enum(SIDES);
const quantity = z.string().transform(text => readTypedNumber(text));

/**
 * What is typed into the ticket; hands out what the callable takes, but for the idempotency key.
 *
 * @param equity what "25%" is a quarter of, US dollars; null while it is not known
 */
export const ticketForm = (equity: Money | null) =>
  z.discriminatedUnion('sizeKind', [
    z
      .object({ sizeKind: z.literal('notional'), symbol, side, size: amountField({ whole: equity }) })
      .transform(fields => orderOf(fields, { notionalUsd: fields.size })),
    z
      .object({
        sizeKind: z.literal('quantity'),
        symbol,
        side,
        size: quantity.pipe(filled(HOW_MANY, quantitySchema)),
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
export type TicketOrder = z.output<ReturnType<typeof ticketForm>>;
