import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useTimeZone } from '@/hooks/use-preferences.ts';
import { readFilters, type TradeFilters, writeFilters } from './trade-filters.ts';
import { queryKey, queryOf } from './trade-query.ts';
import { readSort, type TradeSort, writeSort } from './trade-sort.ts';

/** The filters and the order that the address holds: it can be bookmarked, shared, and gone back to. */
export function useTradeAddress() {
  const [params, setParams] = useSearchParams();
  const zone = useTimeZone();
  const address = params.toString();

  const { filters, sort, query } = useMemo(() => {
    const read = new URLSearchParams(address);
    const filters = readFilters(read);
    return { filters, sort: readSort(read), query: queryOf(filters, zone) };
  }, [address, zone]);
  const setFilters = useCallback(
    (next: TradeFilters) => setParams(before => writeFilters(before, next), { replace: true }),
    [setParams],
  );
  const setSort = useCallback(
    (next: TradeSort) => setParams(before => writeSort(before, next), { replace: true }),
    [setParams],
  );
  return { address, filters, sort, query, key: queryKey(query), setFilters, setSort };
}
