import { sumMoney } from '@agenttrader/domain/money/money';
import { computePerformance, EMPTY_SUMS } from '@agenttrader/domain/trades/performance';
import { useStore } from 'zustand';
import { Amount } from '@/components/figures/amount.tsx';
import { Pnl } from '@/components/figures/pnl.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Stat, Stats } from '@/components/ui/stat.tsx';
import { matches, type TradeQuery } from '@/features/trades/filters/trade-query.ts';
import { useIsAnyStale, useOpenTradesStore } from '@/hooks/use-trades.ts';
import { formatCount, formatPercent } from '@/lib/format/decimals.ts';
import { rowsOf } from '@/stores/collection-store.ts';
import type { useTradeTotals } from './use-trade-totals.ts';

interface TradeTotalsProps {
  query: TradeQuery;
  totals: ReturnType<typeof useTradeTotals>;
}

/** The matching trades in sums: all of them, and not the loaded ones only. */
export function TradeTotals({ query, totals: { summary, error, retry } }: TradeTotalsProps) {
  const { winRate } = computePerformance({
    ...EMPTY_SUMS,
    closedTrades: summary?.closed ?? 0,
    wins: summary?.wins ?? 0,
  });
  return (
    <div className="flex flex-col gap-3">
      {error && (
        <Notice
          tone="warn"
          action={
            <Button size="sm" onClick={retry}>
              Try again
            </Button>
          }
        >
          The totals could not be computed. {error}
        </Notice>
      )}
      <Stats busy={summary === null && error === null}>
        <Stat
          label="Trades"
          explanation={<p>All of your shadow trades that match the filters, whether loaded below or not.</p>}
          value={figure(summary && formatCount(summary.count), error)}
          detail={summary && `${formatCount(summary.open)} open, ${formatCount(summary.closed)} closed`}
        />
        <Stat
          label="Notional"
          explanation={<p>Entry price times quantity, summed over all matching trades, open and closed.</p>}
          value={figure(summary && <Amount value={summary.notionalUsd} />, error)}
        />
        <Stat
          label="Realised P&L"
          explanation={
            <p>The final P&L of all matching trades that are closed. It changes only when one is closed.</p>
          }
          value={figure(summary && <Pnl value={summary.realizedPnl} />, error)}
        />
        <UnrealizedTotal query={query} />
        <Stat
          label="Win rate"
          explanation={
            <p>
              Closed trades that gained, in per cent of all matching trades that are closed. Open ones do not
              count.
            </p>
          }
          value={figure(summary && (winRate === null ? '–' : formatPercent(winRate)), error)}
          detail={summary && `${formatCount(summary.wins)} won, ${formatCount(summary.losses)} lost`}
        />
      </Stats>
    </div>
  );
}

/** Undefined while the answer is under way; a dash when it does not come. */
function figure(value: React.ReactNode, error: string | null): React.ReactNode | undefined {
  if (value !== null) return value;
  return error === null ? undefined : '–';
}

/** Renders again when the sum changes, and nothing around it does. */
function UnrealizedTotal({ query }: { query: TradeQuery }) {
  const store = useOpenTradesStore();
  const status = useStore(store, state => state.status);
  // Where the trades cannot be read, nobody knows of any.
  const isUnknown = useStore(store, state => state.status === 'error' && state.ids.length === 0);
  const isStale = useIsAnyStale();
  const total = useStore(store, state =>
    sumMoney(
      rowsOf(state)
        .filter(trade => matches(query, trade))
        .map(trade => trade.currentPnl),
    ),
  );
  return (
    <Stat
      label="Unrealised P&L"
      stale={isStale}
      explanation={
        <p>
          The P&L of all matching trades that are open, at their last marks. It moves with the market until
          they are closed.
        </p>
      }
      value={status === 'loading' ? undefined : isUnknown ? '–' : <Pnl value={total} />}
    />
  );
}
