import { dismissSignal } from '@agenttrader/domain/callables/dismiss-signal';
import { Link } from 'react-router';
import { useSignalStatus } from '@/components/figures/signal-status.tsx';
import { Button } from '@/components/ui/button.tsx';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { toast } from '@/components/ui/toast.ts';
import { useCall } from '@/hooks/use-call.ts';
import { cn } from '@/lib/cn.ts';
import type { Signal } from '@/lib/documents/signal.ts';
import { openOrderTicket } from '@/stores/order-ticket.ts';

/** Act on a signal or put it aside, while it is pending. */
export function SignalActions({ signal }: { signal: Signal }) {
  const { busy, send } = useCall(dismissSignal, toast.error);
  const status = useSignalStatus(signal);
  if (status === 'executed' && signal.tradeId !== null) {
    return (
      <Link to={`/trades/${signal.tradeId}`} className={cn(buttonStyle('secondary', 'sm'), 'self-start')}>
        See the trade
      </Link>
    );
  }
  if (status !== 'pending') return null;
  const { symbol } = signal;

  const dismiss = () => send({ signalId: signal.id }, () => toast.success('The signal is dismissed.'));

  return (
    <div className="flex flex-wrap gap-2">
      {signal.action !== 'hold' && symbol !== null && (
        <Button
          variant="primary"
          size="sm"
          onClick={() =>
            openOrderTicket({
              symbol,
              side: signal.action === 'buy' ? 'BUY' : 'SELL',
              notionalUsd: signal.notionalUsd,
              signalId: signal.id,
            })
          }
        >
          Open this trade …
        </Button>
      )}
      <Button size="sm" busy={busy} onClick={() => void dismiss()}>
        Dismiss
      </Button>
    </div>
  );
}
