import { SignalHeadline } from '@/components/figures/signal-headline.tsx';
import { SignalStatusBadge } from '@/components/figures/signal-status.tsx';
import { useRow } from '@/hooks/use-followed.ts';
import { useSignalsStore } from '@/hooks/use-trades.ts';
import { SignalActions } from './signal-actions.tsx';
import { SignalDetails } from './signal-details.tsx';

/** The answer to the question: in words at once, and whole as soon as its document arrives. */
export function Answer({ signalId, response }: { signalId: string; response: string }) {
  const signal = useRow(useSignalsStore(), signalId);
  if (signal === undefined) return <p role="status">{response}</p>;
  return (
    <div role="status" className="flex flex-col gap-3 rounded-md border border-line p-3">
      <div className="flex items-center justify-between gap-2">
        <p className="wrap-anywhere min-w-0 font-semibold text-lg">
          <SignalHeadline signal={signal} />
        </p>
        <SignalStatusBadge signal={signal} />
      </div>
      <SignalDetails signal={signal} />
      <SignalActions signal={signal} />
    </div>
  );
}
