import { TRADE_SOURCES, TRADE_STATUSES } from '@agenttrader/domain/trades/shadow-trade';
import { SIDES } from '@agenttrader/domain/trades/side';
import { X } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Select } from '@/components/ui/select.tsx';
import { SOURCE_WORDS } from '@/features/trades/parts/words.ts';
import { DayInput } from './day-input.tsx';
import { SymbolInput } from './symbol-input.tsx';
import { isFiltered, NO_FILTERS, type TradeFilters } from './trade-filters.ts';

const ANY = 'any';
const choice = <T extends string>(value: string, values: readonly T[]): T | null =>
  values.find(known => known === value) ?? null;

const STATUSES = [
  { value: ANY, label: 'Any status' },
  { value: 'OPEN', label: 'Open' },
  { value: 'CLOSED', label: 'Closed' },
];
const SIDE_OPTIONS = [
  { value: ANY, label: 'Any side' },
  { value: 'BUY', label: 'Long' },
  { value: 'SELL', label: 'Short' },
];
const SOURCES = [
  { value: ANY, label: 'Any source' },
  ...TRADE_SOURCES.map(source => ({ value: source, label: SOURCE_WORDS[source] })),
];

interface FilterBarProps {
  filters: TradeFilters;
  onChange(filters: TradeFilters): void;
  /** Symbols to propose. */
  symbols: readonly string[];
}

/** Which trades to show. */
export const FilterBar = ({ filters, onChange, symbols }: FilterBarProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a search element would announce a search of the whole site
  <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
    <SymbolInput
      value={filters.symbol}
      onChange={symbol => onChange({ ...filters, symbol })}
      symbols={symbols}
    />
    <Select
      aria-label="Status"
      className="w-32 max-sm:w-[calc(50%-0.25rem)]"
      options={STATUSES}
      value={filters.status ?? ANY}
      onChange={value => onChange({ ...filters, status: choice(value, TRADE_STATUSES) })}
    />
    <Select
      aria-label="Side"
      className="w-28 max-sm:w-[calc(50%-0.25rem)]"
      options={SIDE_OPTIONS}
      value={filters.side ?? ANY}
      onChange={value => onChange({ ...filters, side: choice(value, SIDES) })}
    />
    <Select
      aria-label="Source"
      className="w-32 max-sm:w-[calc(50%-0.25rem)]"
      options={SOURCES}
      value={filters.source ?? ANY}
      onChange={value => onChange({ ...filters, source: choice(value, TRADE_SOURCES) })}
    />
    <DayInput
      label="Opened"
      ariaLabel="Opened from"
      value={filters.from}
      most={filters.to}
      onChange={from => onChange({ ...filters, from })}
    />
    <DayInput
      label="to"
      ariaLabel="Opened until"
      value={filters.to}
      least={filters.from}
      onChange={to => onChange({ ...filters, to })}
    />
    {isFiltered(filters) && (
      <Button size="sm" variant="ghost" aria-label="Clear filters" onClick={() => onChange(NO_FILTERS)}>
        <X aria-hidden />
        Clear
      </Button>
    )}
  </div>
);
