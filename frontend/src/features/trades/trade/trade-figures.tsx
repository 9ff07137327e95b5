import { Amount } from '@/components/figures/amount.tsx';
import { Pnl, PnlPercent } from '@/components/figures/pnl.tsx';
import { Quantity } from '@/components/figures/quantity.tsx';
import { RelativeTime } from '@/components/figures/time.tsx';
import { Stat, Stats } from '@/components/ui/stat.tsx';
import { useIsStale } from '@/hooks/use-trades.ts';
import { pnlOf, pnlPercentOf, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { formatPrice } from '@/lib/format/decimals.ts';

/** What the trade is worth. */
export function TradeFigures({ trade }: { trade: ShadowTrade }) {
  const isStale = useIsStale(trade);
  const isOpen = trade.status === 'OPEN';
  const difference = trade.side === 'BUY' ? 'price minus entry price' : 'entry price minus price';
  return (
    <Stats>
      <Stat
        label={isOpen ? 'Unrealised P&L' : 'Final P&L'}
        size="lg"
        stale={isStale}
        className="basis-full"
        explanation={
          <p>
            {isOpen ? 'At the last mark: ' : 'At the exit: '}
            {difference}, times the quantity, rounded to the cent. No fees. In per cent of the notional at the
            entry.
          </p>
        }
        value={<Pnl value={pnlOf(trade)} />}
        detail={<PnlPercent value={pnlPercentOf(trade)} />}
      />
      <Stat
        label={isOpen ? 'Last mark' : 'Exit price'}
        stale={isStale}
        explanation={
          isOpen ? (
            <p>
              The latest price that your broker gave, taken every minute while trading is on, less often while
              the market is closed.
            </p>
          ) : (
            <p>The bid for a long trade, the ask for a short one, of the quote at which it was closed.</p>
          )
        }
        value={formatPrice(trade.exitPrice ?? trade.currentPrice)}
        detail={isOpen && <RelativeTime at={trade.lastUpdated} />}
      />
      <Stat
        label="Entry price"
        explanation={<p>The ask for a buy, the bid for a sell, of the quote at which it was opened.</p>}
        value={formatPrice(trade.entryPrice)}
      />
      <Stat
        label="Quantity"
        explanation={
          <p>Shares or coins. Of an order in dollars: the amount divided by the entry price, cut off.</p>
        }
        value={<Quantity value={trade.quantity} />}
      />
      <Stat
        label="Notional"
        explanation={<p>Entry price times quantity, rounded to the cent.</p>}
        value={<Amount value={trade.notional} />}
      />
    </Stats>
  );
}
