import { openShadowTrade } from '@agenttrader/domain/callables/open-shadow-trade';
import { toast } from '@/components/ui/toast.ts';
import { useCall } from '@/hooks/use-call.ts';
import { formatPrice } from '@/lib/format/decimals.ts';
import type { TicketOrder } from './ticket-form.ts';

/** Sends the order. A retry of the same order carries the same key, so that it can never open two trades. */
export function useOpenTrade(signalId: string | undefined, onOpened: (tradeId: string) => void) {
  const { busy, error, send } = useCall(openShadowTrade);

  const open = async ({ symbol, side, size }: TicketOrder): Promise<void> => {
    await send({ symbol, side, ...size, ...(signalId !== undefined && { signalId }) }, opened => {
      const direction = opened.side === 'BUY' ? 'Long' : 'Short';
      toast.success(
        `Shadow trade opened: ${direction} ${opened.symbol} at ${formatPrice(opened.entryPrice)}.`,
      );
      onOpened(opened.tradeId);
    });
  };
  return { open, busy, error };
}
