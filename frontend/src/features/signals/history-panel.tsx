import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { SignalHeadline } from '@/components/figures/signal-headline.tsx';
import { SignalStatusBadge } from '@/components/figures/signal-status.tsx';
import { RelativeTime } from '@/components/figures/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { newestSignals, newestSignalsUpTo } from '@/followed/tenant-collections.ts';
import { useFollowedCollectionStore, useRow, useRowIds } from '@/hooks/use-followed.ts';
import type { Signal } from '@/lib/documents/signal.ts';
import { shortText } from '@/lib/format/text.ts';
import type { CollectionStore } from '@/stores/collection-store.ts';
import { SignalActions } from './signal-actions.tsx';
import { SignalDetails } from './signal-details.tsx';

const PAGE = 50;
/** About a line on a wide screen. */
const SHOWN_CHARACTERS = 110;

/** Every signal so far, the newest first; older ones on demand. */
export function HistoryPanel() {
  const [count, setCount] = useState(PAGE);
  const live = useMemo(() => (count === PAGE ? newestSignals : newestSignalsUpTo(count)), [count]);
  const store = useFollowedCollectionStore(live);
  const ids = useRowIds(store);
  const status = useStore(store, state => state.status);
  const error = useStore(store, state => state.error);
  return (
    <Panel title="History" flush>
      {status === 'loading' && (
        <div aria-busy className="flex flex-col gap-3 px-4 pb-4">
          {[1, 2, 3].map(row => (
            <Skeleton key={row} className="h-9 w-full" />
          ))}
        </div>
      )}
      {error && <ErrorState title="The signals cannot be shown">{error.message}</ErrorState>}
      {status === 'ready' && ids.length === 0 && (
        <EmptyState title="No signals yet">Ask for one: it trades nothing by itself.</EmptyState>
      )}
      <ul>
        {ids.map(id => (
          <HistoryRow key={id} store={store} id={id} />
        ))}
      </ul>
      {ids.length >= count && (
        <div className="border-line border-t p-3 text-center">
          <Button size="sm" onClick={() => setCount(count + PAGE)}>
            Show older
          </Button>
        </div>
      )}
    </Panel>
  );
}

function HistoryRow({ store, id }: { store: CollectionStore<Signal>; id: string }) {
  const signal = useRow(store, id);
  if (signal === undefined) return null;
  return (
    <li className="border-line border-t">
      <details className="group">
        <summary className="flex cursor-pointer list-none items-center justify-between gap-3 px-4 py-2 hover:bg-hover">
          <span className="min-w-0">
            <span className="wrap-anywhere font-medium">
              <SignalHeadline signal={signal} />
            </span>
            <span className="wrap-anywhere block text-muted text-sm group-open:hidden">
              {shortText(signal.reason, SHOWN_CHARACTERS)}
            </span>
          </span>
          <span className="flex shrink-0 items-center gap-3 text-muted text-sm">
            <RelativeTime at={signal.createdAt} />
            <SignalStatusBadge signal={signal} />
          </span>
        </summary>
        <div className="flex flex-col gap-3 px-4 pt-1 pb-3">
          <SignalDetails signal={signal} />
          <SignalActions signal={signal} />
        </div>
      </details>
    </li>
  );
}
