import { Plus } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { onDemandPopup } from '@/components/ui/on-demand.tsx';
import { PageHeader } from '@/components/ui/page-header.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { useTitle } from '@/hooks/use-title.ts';
import { openOrderTicket } from '@/stores/order-ticket.ts';
import { ExportButton } from './csv/export-button.tsx';
import { useExportedTrades } from './csv/use-exported-trades.ts';
import { FilterBar } from './filters/filter-bar.tsx';
import { SortSelect } from './filters/sort-select.tsx';
import { isFiltered, NO_FILTERS } from './filters/trade-filters.ts';
import { DEFAULT_SORT, isNativeSort } from './filters/trade-sort.ts';
import { useTradeAddress } from './filters/use-trade-address.ts';
import { firestoreTradeLoader } from './loading/firestore-trade-loader.ts';
import { useTradePages } from './loading/use-trade-pages.ts';
import { useTrades } from './loading/use-trades.ts';
import { useMedia } from './parts/use-media.ts';
import { usePageKey } from './parts/use-page-key.ts';
import { useChosenColumns } from './table/chosen-columns.ts';
import { ColumnChooser } from './table/column-chooser.tsx';
import { SortProgress } from './table/sort-progress.tsx';
import { TableFooter } from './table/table-footer.tsx';
import { TradeCards } from './table/trade-cards.tsx';
import { NoMatches, NoTrades, TradesError, TradesSkeleton } from './table/trades-states.tsx';
import { TradesTable } from './table/trades-table.tsx';
import { TradeTotals } from './totals/trade-totals.tsx';
import { useTradeTotals } from './totals/use-trade-totals.ts';

const CloseTrade = onDemandPopup(
  async () => (await import('./close-trade/close-trade-dialog.tsx')).CloseTrade,
  ({ onDone }) => onDone(),
);

/** Every shadow trade of the account. */
export function TradesPage() {
  useTitle('Trades');
  const { db } = useServices();
  const { uid } = useSession();
  const loader = useMemo(() => firestoreTradeLoader(db, uid), [db, uid]);
  const { filters, sort, query, setFilters, setSort } = useTradeAddress();
  const [pages, state] = useTradePages(loader, query, sort);
  const trades = useTrades(pages, state, query, sort);
  const totals = useTradeTotals(query);
  const [chosen, toggleColumn] = useChosenColumns();
  const [closing, setClosing] = useState<string | null>(null);
  const isPhone = useMedia('(width < 40rem)');
  usePageKey('n', openOrderTicket);

  const isNative = isNativeSort(sort, query);
  const loadMore = useCallback(() => void (isNative && pages.loadMore()), [pages, isNative]);
  const retry = () => void (isNative ? pages.loadMore() : pages.loadAll());
  const symbols = useMemo(() => [...new Set(trades.map(({ symbol }) => symbol))].sort(), [trades]);
  const loadAll = useExportedTrades(pages, query, sort);
  const isSorting = !isNative && state.started && !state.done && state.error === null;
  const footer = <TableFooter state={state} onRetry={retry} />;

  return (
    <>
      <PageHeader
        title="Trades"
        actions={
          <Button variant="primary" aria-keyshortcuts="N" onClick={() => openOrderTicket()}>
            <Plus aria-hidden />
            New trade
            <span className="max-md:hidden">
              <Kbd>N</Kbd>
            </span>
          </Button>
        }
      />
      <div className="flex flex-col gap-3">
        <TradeTotals query={query} totals={totals} />
        {state.unreadable.length > 0 && (
          <Notice tone="warn">
            {state.unreadable.length === 1 ? 'One trade is' : `${state.unreadable.length} trades are`} stored
            in a form that cannot be read, and not shown. Contact support with the{' '}
            {state.unreadable.length === 1 ? 'id' : 'ids'}{' '}
            {state.unreadable
              .map(({ id }) => id)
              .slice(0, 5)
              .join(', ')}
            .
          </Notice>
        )}
        <section aria-label="Trades" className="rounded-lg border border-line bg-surface">
          <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b p-3">
            <FilterBar filters={filters} onChange={setFilters} symbols={symbols} />
            <div className="flex items-center gap-2 max-sm:w-full max-sm:justify-between">
              {isPhone ? (
                <SortSelect sort={sort} onSort={setSort} />
              ) : (
                <ColumnChooser chosen={chosen} onToggle={toggleColumn} />
              )}
              <ExportButton load={loadAll} disabled={trades.length === 0} />
            </div>
          </div>
          {isSorting && (
            <SortProgress
              loaded={state.trades.length}
              total={totals.summary?.count ?? null}
              onCancel={() => setSort(DEFAULT_SORT)}
            />
          )}
          {!state.started && state.error !== null ? (
            <TradesError message={state.error} onRetry={retry} />
          ) : !state.started ? (
            <TradesSkeleton />
          ) : trades.length === 0 && state.done ? (
            isFiltered(filters) ? (
              <NoMatches onClear={() => setFilters(NO_FILTERS)} />
            ) : (
              <NoTrades onOpen={openOrderTicket} />
            )
          ) : isPhone ? (
            <TradeCards trades={trades} onNearEnd={loadMore} onClose={setClosing} footer={footer} />
          ) : (
            <TradesTable
              trades={trades}
              chosen={chosen}
              sort={sort}
              onSort={setSort}
              onNearEnd={loadMore}
              onClose={setClosing}
              footer={footer}
            />
          )}
        </section>
        {closing !== null && <CloseTrade key={closing} tradeId={closing} onDone={() => setClosing(null)} />}
      </div>
    </>
  );
}
