import { useEffect } from 'react';
import { toast } from '@/components/ui/toast.ts';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { newestClosedTrades, newestSignals } from '@/followed/tenant-collections.ts';
import { preferencesDocument, snapshotDocument } from '@/followed/tenant-documents.ts';
import { DEFAULT_PREFERENCES } from '@/lib/documents/preferences.ts';
import type { CollectionStore } from '@/stores/collection-store.ts';

/**
 * Says in passing what happened to the account without its trader doing it in this tab: trades that the bot, a copy or
 * a halt opened or closed, signals, and syncs that began to fail. What is said, the trader chooses.
 */
export function useEventToasts(): void {
  const session = useSession();
  useEffect(() => {
    const chosen = () =>
      (session.document(preferencesDocument).store.getState().data ?? DEFAULT_PREFERENCES).notifications;
    const snapshot = session.document(snapshotDocument).store;
    const ends = [
      onArrival(session.openTrades, ({ symbol, source }) => {
        if (source !== 'manual' && source !== 'signal' && chosen().trade_opened)
          toast.info(`Opened a trade in ${symbol}.`);
      }),
      onArrival(session.collection(newestClosedTrades).store, ({ symbol, exitReason }) => {
        if (exitReason !== 'manual' && chosen().trade_closed) toast.info(`Closed the trade in ${symbol}.`);
      }),
      onArrival(session.collection(newestSignals).store, ({ symbol, action, source, status }) => {
        // What is moved in from an earlier system is no news.
        if (source === 'model' && status === 'pending' && chosen().signal_ready)
          toast.info(`A signal is ready: ${action} ${symbol}.`);
      }),
      snapshot.subscribe((state, before) => {
        const error = state.data?.standingError;
        const began = error && before.status !== 'loading' && !before.data?.standingError;
        if (began && chosen().sync_failed) toast.error(error.message);
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [session]);
}

/** Calls back for every row that was not there before; what is there from the start is no news. */
function onArrival<T>(store: CollectionStore<T>, arrived: (row: T) => void): () => void {
  return store.subscribe((state, before) => {
    if (before.status !== 'ready' || state.status !== 'ready' || state.ids === before.ids) return;
    for (const id of state.ids) {
      const row = before.byId.has(id) ? undefined : state.byId.get(id);
      if (row !== undefined) arrived(row);
    }
  });
}
