import { useMemo } from 'react';
import { shadowTradeDocument, snapshotDocument } from '@/followed/tenant-documents.ts';
import { markedTrade } from '@/lib/documents/marked-trade.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { DocumentState } from '@/stores/document-store.ts';
import { useFollowedDocument } from './use-followed.ts';

/** One trade as of its last mark, open or closed. */
export function useTrade(id: string): DocumentState<ShadowTrade> {
  const state = useFollowedDocument(shadowTradeDocument(id));
  const marks = useFollowedDocument(snapshotDocument).data?.marks ?? null;
  return useMemo(
    () => (state.data === null ? state : { ...state, data: markedTrade(state.data, marks, new Date()) }),
    [state, marks],
  );
}
