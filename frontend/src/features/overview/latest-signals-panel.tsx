import { Link } from 'react-router';
import { useStore } from 'zustand';
import { SignalHeadline } from '@/components/figures/signal-headline.tsx';
import { SignalStatusBadge } from '@/components/figures/signal-status.tsx';
import { RelativeTime } from '@/components/figures/time.tsx';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useRow, useRowIds } from '@/hooks/use-followed.ts';
import { useSignalsStore } from '@/hooks/use-trades.ts';
import { shortText } from '@/lib/format/text.ts';

const SHOWN = 5;
/** About two lines. */
const SHOWN_CHARACTERS = 110;

/** The newest signals in short. */
export function LatestSignalsPanel() {
  const store = useSignalsStore();
  const ids = useRowIds(store);
  const status = useStore(store, state => state.status);
  const error = useStore(store, state => state.error);
  return (
    <Panel
      title="Latest signals"
      flush
      actions={
        <Link to="/signals" className={buttonStyle('secondary', 'sm')}>
          Ask for one
        </Link>
      }
    >
      {status === 'loading' && (
        <div aria-busy className="flex flex-col gap-3 px-4 pb-4">
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
        </div>
      )}
      {error && <ErrorState title="The signals cannot be shown">{error.message}</ErrorState>}
      {status === 'ready' && ids.length === 0 && (
        <EmptyState title="No signals yet">
          A signal proposes one trade, sized to your buying power. It trades nothing by itself.
        </EmptyState>
      )}
      <ul>
        {ids.slice(0, SHOWN).map(id => (
          <SignalLine key={id} id={id} />
        ))}
      </ul>
    </Panel>
  );
}

function SignalLine({ id }: { id: string }) {
  const signal = useRow(useSignalsStore(), id);
  if (signal === undefined) return null;
  return (
    <li className="flex flex-col gap-0.5 border-line border-t px-4 py-2 text-sm">
      <div className="flex items-baseline justify-between gap-2">
        <span className="wrap-anywhere min-w-0 font-medium">
          <SignalHeadline signal={signal} />
        </span>
        <SignalStatusBadge signal={signal} />
      </div>
      <p className="wrap-anywhere text-muted">{shortText(signal.reason, SHOWN_CHARACTERS)}</p>
      <p className="text-faint text-xs">
        {signal.model ?? 'unknown model'} · <RelativeTime at={signal.createdAt} />
      </p>
    </li>
  );
}
