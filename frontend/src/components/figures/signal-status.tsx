import { type SignalStatus, statusOfSignal } from '@agenttrader/domain/signals/status';
import { Badge, type BadgeTone } from '@/components/ui/badge.tsx';
import { useNow } from '@/hooks/use-now.ts';
import type { Signal } from '@/lib/documents/signal.ts';

const LOOKS: Record<SignalStatus, readonly [BadgeTone, string]> = {
  pending: ['accent', 'Pending'],
  executed: ['gain', 'Acted on'],
  dismissed: ['neutral', 'Dismissed'],
  expired: ['neutral', 'Expired'],
};

const HELD: (typeof LOOKS)[SignalStatus] = ['neutral', 'Nothing to do'];

/** What has become of a signal, kept up to date. */
export const useSignalStatus = (signal: Signal): SignalStatus => useNow(now => statusOfSignal(signal, now));

export function SignalStatusBadge({ signal }: { signal: Signal }) {
  const status = useSignalStatus(signal);
  // There is nothing to wait for.
  const [tone, word] = signal.action === 'hold' && status === 'pending' ? HELD : LOOKS[status];
  return <Badge tone={tone}>{word}</Badge>;
}
