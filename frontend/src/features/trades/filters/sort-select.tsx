import { Select } from '@/components/ui/select.tsx';
import { DEFAULT_SORT, readSort, type TradeSort, writeSort } from './trade-sort.ts';

/** The orders that a phone offers, as the address spells them: cards have no headers to press. */
const OPTIONS = [
  { value: '-opened', label: 'Newest first' },
  { value: 'opened', label: 'Oldest first' },
  { value: '-pnl', label: 'Largest gain first' },
  { value: 'pnl', label: 'Largest loss first' },
  { value: '-notional', label: 'Largest first' },
  { value: 'symbol', label: 'By symbol' },
];

const spelled = (sort: TradeSort): string =>
  writeSort(new URLSearchParams(), sort).get('sort') ?? `-${DEFAULT_SORT.column}`;

/** In which order to show the trades. */
export function SortSelect({ sort, onSort }: { sort: TradeSort; onSort(sort: TradeSort): void }) {
  const value = spelled(sort);
  const isOffered = OPTIONS.some(option => option.value === value);
  return (
    <Select
      aria-label="Order"
      className="w-44"
      options={isOffered ? OPTIONS : [...OPTIONS, { value, label: 'Another order' }]}
      value={value}
      onChange={next => onSort(readSort(new URLSearchParams({ sort: next })))}
    />
  );
}
