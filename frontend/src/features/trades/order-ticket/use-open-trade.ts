import { openShadowTrade } from '@agenttrader/domain/callables/open-shadow-trade';
import { useRef, useState } from 'react';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { failureMessage } from '@/lib/failure-message.ts';
import { formatPrice } from '@/lib/format/decimals.ts';
import { trackIntentions } from './intention.ts';
import type { TicketOrder } from './ticket-form.ts';

/** Sends the order. A retry of the same order carries the same key, so that it can never open two trades. */
export function useOpenTrade(signalId: string | undefined, onOpened: (tradeId: string) => void) {
  const { call } = useServices();
  const intentions = useRef(trackIntentions(() => crypto.randomUUID()));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const open = async ({ symbol, side, size }: TicketOrder) => {
    const order = { symbol, side, ...size, ...(signalId !== undefined && { signalId }) };
    setBusy(true);
    setError(null);
    try {
      const opened = await call(openShadowTrade, {
        ...order,
        idempotencyKey: intentions.current.keyFor(order),
      });
      intentions.current.fulfilled();
      const direction = opened.side === 'BUY' ? 'Long' : 'Short';
      toast.success(
        `Shadow trade opened: ${direction} ${opened.symbol} at ${formatPrice(opened.entryPrice)}.`,
      );
      onOpened(opened.tradeId);
    } catch (thrown) {
      setError(failureMessage(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { open, busy, error };
}
