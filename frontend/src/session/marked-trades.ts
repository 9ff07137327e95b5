import { markedTrade } from '@/lib/documents/marked-trade.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { TenantSnapshot } from '@/lib/documents/snapshot.ts';
import { type CollectionStore, createCollectionStore } from '@/stores/collection-store.ts';
import type { DocumentStore } from '@/stores/document-store.ts';

/** A trade's document, and the trade with the mark that it was given. */
interface Marked {
  readonly document: ShadowTrade;
  readonly trade: ShadowTrade;
}

/**
 * The open trades with the snapshot's marks, which change with either. A trade that did not change keeps its identity, so
 * that a sync renders the rows whose marks it changed.
 */
export function markedTrades(
  documents: CollectionStore<ShadowTrade>,
  snapshot: DocumentStore<TenantSnapshot>,
): CollectionStore<ShadowTrade> {
  const store = createCollectionStore<ShadowTrade>();
  let known: ReadonlyMap<string, Marked> = new Map();
  let joined = documents.getState();

  const join = () => {
    const state = documents.getState();
    const marks = snapshot.getState().data?.marks ?? null;
    const now = new Date();
    const next = new Map<string, Marked>();
    let isSame = state === joined;
    for (const [id, document] of state.byId) {
      const before = known.get(id);
      const trade = sameOr(before, { document, trade: markedTrade(document, marks, now) });
      isSame &&= trade === before;
      next.set(id, trade);
    }
    known = next;
    joined = state;
    if (isSame) return;
    store.setState({ ...state, byId: new Map([...next].map(([id, { trade }]) => [id, trade])) }, true);
  };
  documents.subscribe(join);
  snapshot.subscribe(join);
  join();
  return store;
}

/** What was known, where the new one says the same. */
function sameOr(before: Marked | undefined, next: Marked): Marked {
  if (before?.document !== next.document) return next;
  const isSame = (['currentPrice', 'currentPnl', 'pnlPercent'] as const).every(
    name => before.trade[name] === next.trade[name],
  );
  return isSame && before.trade.lastUpdated.getTime() === next.trade.lastUpdated.getTime() ? before : next;
}
