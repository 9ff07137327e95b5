import { useState } from 'react';
import { SORT_COLUMNS, type SortColumn } from '@/features/trades/filters/trade-sort.ts';
import { TRADE_COLUMNS } from './trade-columns.tsx';

/** Kept in this browser for whoever uses it next: the names of columns say nothing about anybody. */
const KEY = 'agenttrader.trade-columns';

/** Without it a row could not be told from another, or opened. */
export const ALWAYS_SHOWN: SortColumn = 'symbol';

const DEFAULT_COLUMNS: readonly SortColumn[] = TRADE_COLUMNS.filter(({ extra }) => !extra).map(
  ({ id }) => id,
);

/** The columns that this browser has chosen; what is stored is read with suspicion. */
function readColumns(storage: Pick<Storage, 'getItem'>): readonly SortColumn[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    if (!Array.isArray(stored)) return DEFAULT_COLUMNS;
    return SORT_COLUMNS.filter(id => id === ALWAYS_SHOWN || stored.includes(id));
  } catch {
    return DEFAULT_COLUMNS;
  }
}

/** The chosen columns, and how to choose: a column goes in or out. */
export function useChosenColumns(): readonly [readonly SortColumn[], (id: SortColumn) => void] {
  const [chosen, setChosen] = useState(() => readColumns(localStorage));
  const toggle = (id: SortColumn) => {
    const next = chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id];
    setChosen(next);
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // Where storage is forbidden the choice lasts until the next load.
    }
  };
  return [chosen, toggle];
}
