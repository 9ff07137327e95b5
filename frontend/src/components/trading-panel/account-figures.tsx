import { freshnessOf } from '@agenttrader/domain/accounts/freshness';
import { useStore } from 'zustand';
import { useSnapshot } from '../../hooks/use-account.ts';
import { useLiveDocument } from '../../hooks/use-live.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useIsAnyStale, useOpenTradesStore, useTotalUnrealizedPnl } from '../../hooks/use-trades.ts';
import { formatPercent } from '../../lib/format/percent.ts';
import { performanceDocument } from '../../live/tenant-documents.ts';
import { Amount } from '../figures/amount.tsx';
import { Pnl, PnlPercent } from '../figures/pnl.tsx';
import { RelativeTime } from '../figures/time.tsx';
import { Stat } from '../ui/stat.tsx';
import { dayChange } from './day-change.ts';

/** A figure that the broker has not given yet. */
const NONE = <span className="text-faint">—</span>;

/** The account in figures: what it is worth, what it may spend, and what it gained. */
export function AccountFigures() {
  const { status, data: snapshot } = useSnapshot();
  const syncedAt = snapshot?.syncedAt ?? null;
  const stale = useNow(now => freshnessOf(syncedAt, now) === 'stale');
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
    <div aria-busy={loading} className="@container rounded-lg border border-line bg-surface px-4 py-4">
      <div className="grid grid-cols-1 gap-x-6 gap-y-5 @xs:grid-cols-2 @2xl:grid-cols-3 @6xl:grid-cols-[1.25fr_repeat(5,minmax(0,1fr))]">
        <Stat
          label="Equity"
          size="lg"
          stale={stale}
          className="@xs:col-span-2 @2xl:col-span-1"
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
              <p>
                What your broker lets you spend on new positions, margin included. Signals are sized to it.
              </p>
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
      </div>
    </div>
  );
}

function UnrealizedFigure() {
  const loading = useStore(useOpenTradesStore(), state => state.status === 'loading');
  const count = useStore(useOpenTradesStore(), state => state.ids.length);
  const total = useTotalUnrealizedPnl();
  const isStale = useIsAnyStale();
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
      value={loading ? undefined : <Pnl value={total} />}
      detail={loading ? undefined : `${count} open shadow ${count === 1 ? 'trade' : 'trades'}`}
    />
  );
}

function RealizedFigure() {
  const { status, data } = useLiveDocument(performanceDocument);
  const realized = data?.realizedPnl ?? '0.00';
  const winRate = data?.winRate ?? null;
  return (
    <Stat
      label="Realised P&L"
      explanation={
        <>
          <p>
            The final gains and losses of all closed shadow trades together, at the prices they were closed
            at.
          </p>
          <p>It changes only when a trade is closed.</p>
        </>
      }
      value={status === 'loading' ? undefined : <Pnl value={realized} />}
      detail={winRate === null ? 'no trade closed yet' : `${formatPercent(winRate)} won`}
    />
  );
}
