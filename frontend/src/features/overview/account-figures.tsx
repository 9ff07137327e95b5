import { useStore } from 'zustand';
import { Amount } from '@/components/figures/amount.tsx';
import { Pnl, PnlPercent } from '@/components/figures/pnl.tsx';
import { RelativeTime } from '@/components/figures/time.tsx';
import { NONE, Stat, Stats } from '@/components/ui/stat.tsx';
import { useFreshness, useSnapshot } from '@/hooks/use-account.ts';
import { useIsAnyStale, useOpenTradesStore, useTotalUnrealizedPnl } from '@/hooks/use-trades.ts';
import { dayChange } from './day-change.ts';
import { RealizedFigure } from './realized-figure.tsx';

/** The account in figures: what it is worth, what it may spend, and what it gained. */
export function AccountFigures() {
  const { status, data: snapshot } = useSnapshot();
  const syncedAt = snapshot?.syncedAt ?? null;
  const stale = useFreshness().freshness === 'stale';
  const loading = status === 'loading';
  const change = snapshot && dayChange(snapshot.equity, snapshot.lastEquity);
  const figure = (amount: string | undefined) => {
    if (loading) return undefined;
    return amount === undefined ? NONE : <Amount value={amount} />;
  };
  const asOf = snapshot && (
    <p>
      As of the last sync, <RelativeTime at={snapshot.syncedAt} />.
    </p>
  );

  return (
    <Stats busy={loading}>
      <Stat
        label="Equity"
        size="lg"
        stale={stale}
        className="basis-full"
        explanation={
          <>
            <p>Cash plus the market value of all positions, as your broker states it.</p>
            {asOf}
          </>
        }
        value={figure(snapshot?.equity)}
        detail={
          syncedAt && (
            <>
              synced <RelativeTime at={syncedAt} />
            </>
          )
        }
      />
      <Stat
        label="Day’s change"
        stale={stale}
        explanation={
          <>
            <p>
              Equity now minus equity at the close of the trading day before, in dollars and of that equity.
            </p>
            {asOf}
          </>
        }
        value={loading ? undefined : change ? <Pnl value={change.amount} /> : NONE}
        detail={change?.percent != null && <PnlPercent value={change.percent} />}
      />
      <Stat
        label="Buying power"
        stale={stale}
        explanation={
          <>
            <p>What your broker lets you spend on new positions, margin included. Signals are sized to it.</p>
            {asOf}
          </>
        }
        value={figure(snapshot?.buyingPower)}
      />
      <Stat
        label="Cash"
        stale={stale}
        explanation={
          <>
            <p>Money in the account that is in no position. Negative when you trade on margin.</p>
            {asOf}
          </>
        }
        value={figure(snapshot?.cash)}
      />
      <UnrealizedFigure />
      <RealizedFigure />
    </Stats>
  );
}

function UnrealizedFigure() {
  const status = useStore(useOpenTradesStore(), state => state.status);
  const count = useStore(useOpenTradesStore(), state => state.ids.length);
  const total = useTotalUnrealizedPnl();
  const isStale = useIsAnyStale();
  const loading = status === 'loading';
  // Without a trade there is no gain; where the trades cannot be read, nobody knows of any.
  const isUnknown = loading || (status === 'error' && count === 0);
  return (
    <Stat
      label="Unrealised P&L"
      stale={isStale}
      explanation={
        <>
          <p>
            The gains and losses of your open shadow trades together: the price of the last mark against the
            entry price, times the quantity.
          </p>
          <p>Shadow trades are not in your broker account, so this is not part of your equity.</p>
        </>
      }
      value={loading ? undefined : isUnknown ? NONE : <Pnl value={total} />}
      detail={isUnknown ? undefined : `${count} open shadow ${count === 1 ? 'trade' : 'trades'}`}
    />
  );
}
