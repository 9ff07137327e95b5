import { dismissSignal } from '@agenttrader/domain/callables/dismiss-signal';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSignalStatus } from '@/components/figures/signal-status.tsx';
import { Button } from '@/components/ui/button.tsx';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { cn } from '@/lib/cn.ts';
import type { Signal } from '@/lib/documents/signal.ts';
import { failureMessage } from '@/lib/failure-message.ts';
import { openOrderTicket } from '@/stores/order-ticket.ts';

/** Act on a signal or put it aside, while it is pending. */
export function SignalActions({ signal }: { signal: Signal }) {
  const { call } = useServices();
  const [busy, setBusy] = useState(false);
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

  const dismiss = async () => {
    setBusy(true);
    try {
      await call(dismissSignal, { signalId: signal.id });
      toast.success('The signal is dismissed.');
    } catch (thrown) {
      toast.error(failureMessage(thrown));
    } finally {
      setBusy(false);
    }
  };

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
