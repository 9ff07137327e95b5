import type { Money } from '@agenttrader/domain/money/money';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { newestClosedTrades, newestSignals, openTrades } from '../live/tenant-collections.ts';
import { rowsOf } from '../stores/collection-rows.ts';
import { totalPnl } from '../stores/total-pnl.ts';
import { useLiveCollectionStore } from './use-live.ts';

/** Select from these with `useRowIds` and `useRow`, so that a tick renders only the rows that it changed. */
export const useOpenTradesStore = () => useLiveCollectionStore(openTrades);
export const useClosedTradesStore = () => useLiveCollectionStore(newestClosedTrades);
export const useSignalsStore = () => useLiveCollectionStore(newestSignals);

/** Sum of the open trades' P&L at their last mark, US dollars. */
export function useTotalUnrealizedPnl(): Money {
  const state = useStore(useOpenTradesStore());
  return useMemo(() => totalPnl(rowsOf(state)), [state]);
}
