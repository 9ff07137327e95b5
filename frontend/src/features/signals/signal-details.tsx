import { percentOf } from '@agenttrader/domain/money/money';
import { holdReasonMessage } from '@agenttrader/domain/signals/hold-reason-message';
import type { ReactNode } from 'react';
import { Amount } from '@/components/figures/amount.tsx';
import { useSignalStatus } from '@/components/figures/signal-status.tsx';
import { RelativeTime, Time } from '@/components/figures/time.tsx';
import { Explained } from '@/components/ui/explained.tsx';
import { useSnapshot } from '@/hooks/use-account.ts';
import type { Signal } from '@/lib/documents/signal.ts';
import { formatConfidence, formatPercent } from '@/lib/format/decimals.ts';

/** Everything that is known of a signal: who said it, why, how sure, from what, and until when one can act on it. */
export const SignalDetails = ({ signal }: { signal: Signal }) =>
  signal.symbol === null ? <HistoryDetails signal={signal} /> : <ProposalDetails signal={signal} />;

/** What an earlier system kept of a model's answer: its text. */
const HistoryDetails = ({ signal }: { signal: Signal }) => (
  <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
    <Fact name="Answer">
      <p className="whitespace-pre-wrap break-words">{signal.response ?? signal.reason}</p>
    </Fact>
    {signal.prompt && (
      <Fact name="Question">
        <p className="whitespace-pre-wrap break-words text-muted">{signal.prompt}</p>
      </Fact>
    )}
    <Fact name="Model">{signal.model ?? 'unknown'}</Fact>
    <Fact name="Asked">
      <Time at={signal.createdAt} />
    </Fact>
    <Fact name="From">an earlier version of AgentTrader; nobody can act on it</Fact>
  </dl>
);

function ProposalDetails({ signal }: { signal: Signal }) {
  const isPending = useSignalStatus(signal) === 'pending';
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
      <Fact name="Reason">{signal.reason}</Fact>
      {signal.holdReason && <Fact name="Held because">{holdReasonMessage(signal.holdReason)}</Fact>}
      <Fact name="Model">{signal.model === 'none' ? 'none was asked' : (signal.model ?? 'unknown')}</Fact>
      <Fact
        name="Confidence"
        explanation="What the model says of itself. It is no probability, and has no say in the size."
      >
        <Confidence value={signal.confidence} />
      </Fact>
      {signal.action !== 'hold' && (
        <Fact
          name="Cost"
          explanation="The model proposes; the size is cut to your buying power, your limit for one trade and the platform’s."
        >
          <Amount value={signal.notionalUsd} /> <ShareOfBuyingPower notional={signal.notionalUsd} />
        </Fact>
      )}
      <Fact name="Asked">
        <Time at={signal.createdAt} />
      </Fact>
      {isPending && signal.expiresAt && (
        <Fact name="Expires">
          <RelativeTime at={signal.expiresAt} />
        </Fact>
      )}
      {signal.snapshotPath && (
        <Fact
          name="Inputs"
          explanation={`Your account snapshot (${signal.snapshotPath}), recent prices and news of the symbol, and your own view. The digest is the SHA-256 of all of it.`}
        >
          <code className="text-xs">{signal.inputsDigest?.slice(0, 12) ?? 'none'}</code>
        </Fact>
      )}
    </dl>
  );
}

function ShareOfBuyingPower({ notional }: { notional: Signal['notionalUsd'] }) {
  const { data: snapshot } = useSnapshot();
  const share = snapshot && percentOf(notional, snapshot.buyingPower);
  return share ? <span className="text-muted">({formatPercent(share)} of your buying power)</span> : null;
}

function Fact({ name, explanation, children }: { name: string; explanation?: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">
        {name}
        {explanation && <Explained of={name}>{explanation}</Explained>}
      </dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </>
  );
}

/** How sure the model says it is, as a bar and in words. */
const Confidence = ({ value }: { value: number }) => (
  <span className="inline-flex items-center gap-2">
    <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-full bg-sunken dark:bg-hover">
      <span
        className="block h-full rounded-full bg-accent-solid"
        style={{ width: formatConfidence(value) }}
      />
    </span>
    {formatConfidence(value)}
  </span>
);
