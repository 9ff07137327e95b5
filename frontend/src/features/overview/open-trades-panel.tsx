import { Link } from 'react-router';
import { useStore } from 'zustand';
import { Pnl, PnlPercent } from '@/components/figures/pnl.tsx';
import { ShortQuantity } from '@/components/figures/quantity.tsx';
import { ShortSymbol } from '@/components/figures/short-symbol.tsx';
import { SideBadge } from '@/components/figures/side-badge.tsx';
import { RelativeTime } from '@/components/figures/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { FittingTable } from '@/components/ui/fitting-table.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { STALE } from '@/components/ui/stat.tsx';
import { Cell, HeaderCell, TableRow } from '@/components/ui/table.tsx';
import { useRow, useRowIds } from '@/hooks/use-followed.ts';
import { useIsStale, useOpenTradesStore } from '@/hooks/use-trades.ts';
import { cn } from '@/lib/cn.ts';
import type { DocumentProblem } from '@/lib/documents/document-problem.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { formatPrice } from '@/lib/format/decimals.ts';
import { openOrderTicket } from '@/stores/order-ticket.ts';

/** How many fit beside the rest; the page of all trades has the others. */
const SHOWN = 10;
/** How many unreadable trades are named. */
const MOST_NAMED = 5;

/** The newest open shadow trades with their gains and losses at the last mark. */
export function OpenTradesPanel() {
  const store = useOpenTradesStore();
  const ids = useRowIds(store);
  const status = useStore(store, state => state.status);
  const error = useStore(store, state => state.error);
  const unreadable = useStore(store, state => state.unreadable);

  return (
    <Panel
      title="Open shadow trades"
      flush
      actions={
        <>
          <Link
            to="/trades?status=OPEN"
            className="inline-flex min-h-6 items-center text-accent text-sm hover:underline"
          >
            All {ids.length > SHOWN ? ids.length : 'trades'}
          </Link>
          <Button size="sm" variant="primary" onClick={() => openOrderTicket()}>
            New trade
          </Button>
        </>
      }
    >
      {status === 'loading' && <Rows />}
      {error && <ErrorState title="The open trades cannot be shown">{error.message}</ErrorState>}
      <UnreadableTrades trades={unreadable} />
      {status === 'ready' && ids.length === 0 && unreadable.length === 0 && (
        <EmptyState title="No open shadow trades">
          A shadow trade follows the market to the cent and sends no order to your broker. Open one yourself,
          or ask for a signal and act on it.
        </EmptyState>
      )}
      {ids.length > 0 && (
        <FittingTable aria-label="Open shadow trades">
          <thead>
            <tr>
              <HeaderCell>Symbol</HeaderCell>
              <HeaderCell drop={2}>Side</HeaderCell>
              <HeaderCell numeric drop={5}>
                Quantity
              </HeaderCell>
              <HeaderCell numeric drop={4}>
                Entry
              </HeaderCell>
              <HeaderCell numeric drop={6}>
                Last mark
              </HeaderCell>
              <HeaderCell numeric>P&L</HeaderCell>
              <HeaderCell numeric drop={3}>
                %
              </HeaderCell>
              <HeaderCell numeric drop={1}>
                Marked
              </HeaderCell>
            </tr>
          </thead>
          <tbody>
            {ids.slice(0, SHOWN).map(id => (
              <OpenTradeRow key={id} id={id} />
            ))}
          </tbody>
        </FittingTable>
      )}
    </Panel>
  );
}

/** One trade: renders again when that trade changes, and not when another does. */
function OpenTradeRow({ id }: { id: string }) {
  const trade = useRow(useOpenTradesStore(), id);
  if (trade === undefined) return null;
  return <TradeCells trade={trade} />;
}

function TradeCells({ trade }: { trade: ShadowTrade }) {
  const stale = useIsStale(trade) && STALE;
  return (
    <TableRow>
      <Cell>
        <Link to={`/trades/${trade.id}`} className="font-medium text-accent hover:underline">
          <ShortSymbol>{trade.symbol}</ShortSymbol>
        </Link>
      </Cell>
      <Cell drop={2}>
        <SideBadge side={trade.side} />
      </Cell>
      <Cell numeric drop={5}>
        <ShortQuantity value={trade.quantity} />
      </Cell>
      <Cell numeric drop={4}>
        {formatPrice(trade.entryPrice)}
      </Cell>
      <Cell numeric drop={6} className={cn(stale)}>
        {formatPrice(trade.currentPrice)}
      </Cell>
      <Cell numeric className={cn(stale)}>
        <Pnl value={trade.currentPnl} />
      </Cell>
      <Cell numeric drop={3} className={cn(stale)}>
        <PnlPercent value={trade.pnlPercent} />
      </Cell>
      <Cell numeric drop={1} className="text-muted">
        <RelativeTime at={trade.lastUpdated} />
      </Cell>
    </TableRow>
  );
}

/** Trades that the heartbeat cannot read either: they stand still until an operator mends them. */
function UnreadableTrades({ trades }: { trades: readonly DocumentProblem[] }) {
  if (trades.length === 0) return null;
  const ids = trades.slice(0, MOST_NAMED).map(({ id }) => id);
  return (
    <Notice tone="warn" className="mx-4 mb-3">
      {trades.length === 1 ? 'One open trade is' : `${trades.length} open trades are`} stored in a form that
      cannot be read, and not followed. Contact support with the {trades.length === 1 ? 'id' : 'ids'}{' '}
      {ids.join(', ')}.
    </Notice>
  );
}

const Rows = () => (
  <div aria-busy className="flex flex-col gap-3 px-4 pt-1 pb-4">
    {[1, 2, 3, 4].map(row => (
      <Skeleton key={row} className="h-5 w-full" />
    ))}
  </div>
);
