import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { Amount } from '@/components/figures/amount.tsx';
import { Pnl, PnlPercent } from '@/components/figures/pnl.tsx';
import { ShortQuantity } from '@/components/figures/quantity.tsx';
import { SideBadge, StatusBadge } from '@/components/figures/side-badge.tsx';
import { RelativeTime } from '@/components/figures/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { STALE } from '@/components/ui/stat.tsx';
import { TradeLink } from '@/features/trades/parts/trade-link.tsx';
import { useIsStale } from '@/hooks/use-trades.ts';
import { cn } from '@/lib/cn.ts';
import { pnlOf, pnlPercentOf, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { formatPrice } from '@/lib/format/decimals.ts';
import { valuedAt } from './sort-trades.ts';
import { useFollowedTrade } from './use-followed-trade.ts';

const CARD_HEIGHT = 104;
const OVERSCAN = 6;
const AHEAD = 50;

interface TradeCardsProps {
  trades: readonly ShadowTrade[];
  onNearEnd(): void;
  onClose(tradeId: string): void;
  footer: ReactNode;
}

/** Trades on a phone: a card each, as high as its figures need, of which only those in sight are on the page. */
export function TradeCards({ trades, onNearEnd, onClose, footer }: TradeCardsProps) {
  const list = useRef<HTMLUListElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: trades.length,
    estimateSize: () => CARD_HEIGHT,
    getItemKey: index => trades[index]?.id ?? index,
    overscan: OVERSCAN,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1);

  useEffect(() => {
    if (last && last.index >= trades.length - AHEAD) onNearEnd();
  }, [last, trades.length, onNearEnd]);

  return (
    <>
      <ul
        ref={list}
        aria-label="Shadow trades"
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(item => {
          const trade = trades[item.index];
          return (
            trade && (
              <li
                key={trade.id}
                ref={virtualizer.measureElement}
                data-index={item.index}
                style={{
                  transform: `translateY(${item.start - virtualizer.options.scrollMargin}px)`,
                }}
                className="absolute inset-x-0 top-0 border-line border-b"
              >
                <TradeCard trade={trade} onClose={onClose} />
              </li>
            )
          );
        })}
      </ul>
      {footer}
    </>
  );
}

const TradeCard = memo(function TradeCard({
  trade: loaded,
  onClose,
}: {
  trade: ShadowTrade;
  onClose(tradeId: string): void;
}) {
  const trade = useFollowedTrade(loaded);
  const stale = useIsStale(trade) && STALE;
  return (
    <article className="relative flex flex-col gap-1 px-3 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-2">
        {/* The link covers the card. */}
        <TradeLink
          tradeId={trade.id}
          className="wrap-anywhere min-h-6 min-w-0 font-semibold text-base after:absolute after:inset-0"
        >
          {trade.symbol}
        </TradeLink>
        <SideBadge side={trade.side} />
        <StatusBadge status={trade.status} />
        <span className={cn('ml-auto font-semibold', stale)}>
          <Pnl value={pnlOf(trade)} />
        </span>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-2 text-muted">
        <span className="wrap-anywhere">
          <ShortQuantity value={trade.quantity} /> at {formatPrice(trade.entryPrice)}
          <span className={cn(stale)}> → {formatPrice(valuedAt(trade))}</span>
        </span>
        <span className={cn('ml-auto', stale)}>
          <PnlPercent value={pnlPercentOf(trade)} />
        </span>
      </div>
      <div className="flex min-h-7 items-center justify-between gap-2 text-muted text-xs">
        <span>
          <Amount value={trade.notional} /> · <RelativeTime at={trade.createdAt} />
        </span>
        {trade.status === 'OPEN' && (
          <Button
            size="sm"
            className="relative"
            aria-label={`Close ${trade.symbol}`}
            onClick={() => onClose(trade.id)}
          >
            Close
          </Button>
        )}
      </div>
    </article>
  );
});
