import { compareMoney, type Money, percentOf, scaleMoney } from '@agenttrader/domain/money/money';
import { useState } from 'react';
import { formatPercent } from '@/lib/format/decimals.ts';
import type { TicketOrder } from './ticket-form.ts';

/** An order of more than this part of the equity is asked about once more. */
const LARGE = '0.25';

interface Sized {
  /** What is in the fields; undefined while that is no order. */
  readonly order: TicketOrder | undefined;
  /** What it would be worth, US dollars; null while that is not known. */
  readonly notional: Money | null;
  /** US dollars; null while it is not known. */
  readonly equity: Money | null;
}

/** Holds a large order back until it is sent a second time. Another order is another question. */
export function useLargeOrder(
  { order, notional, equity }: Sized,
  send: (order: TicketOrder) => Promise<void>,
) {
  const [asked, setAsked] = useState<string | null>(null);
  const isLarge =
    notional !== null && equity !== null && compareMoney(notional, scaleMoney(equity, LARGE)) > 0;
  const share = isLarge ? percentOf(notional, equity) : null;
  return {
    /** The part of the equity that the order is, "34.00%"; null where it is not large. */
    share: share === null ? null : formatPercent(share),
    /** Whether it was sent once, and is to be sent again. */
    isAsked: isLarge && order !== undefined && asked === JSON.stringify(order),
    async sendOrAsk(sent: TicketOrder) {
      const key = JSON.stringify(sent);
      if (isLarge && asked !== key) {
        setAsked(key);
        return;
      }
      await send(sent);
    },
  };
}
