import { documentId } from '@agenttrader/domain/callables/document-id';
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { SideBadge, StatusBadge } from '@/components/figures/side-badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { onDemandPopup } from '@/components/ui/on-demand.tsx';
import { PageHeader } from '@/components/ui/page-header.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useTitle } from '@/hooks/use-title.ts';
import { useTrade } from '@/hooks/use-trade.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { Lifecycle } from './trade/lifecycle.tsx';
import { PricePathPanel } from './trade/price-path-panel.tsx';
import { TradeDetails } from './trade/trade-details.tsx';
import { TradeFigures } from './trade/trade-figures.tsx';

const CloseTradeDialog = onDemandPopup(
  async () => (await import('./close-trade/close-trade-dialog.tsx')).CloseTradeDialog,
  ({ onDone }) => onDone(),
);

/** One shadow trade. */
export function TradePage() {
  const { id } = useParams();
  const known = documentId('tradeId').safeParse(id);
  return known.success ? <FollowedTrade key={known.data} id={known.data} /> : <NoSuchTrade />;
}

function FollowedTrade({ id }: { id: string }) {
  const { status, data: trade, error } = useTrade(id);
  useTitle(trade ? `${trade.symbol} trade` : 'Trade');
  if (trade) return <Trade trade={trade} />;
  if (status === 'missing') return <NoSuchTrade />;
  if (error) {
    return (
      <Frame title="Trade">
        <ErrorState title="This trade cannot be shown" className="py-16">
          {error.message} Its id is {id}.
        </ErrorState>
      </Frame>
    );
  }
  return (
    <Frame title="Trade">
      <div aria-busy className="flex flex-col gap-4">
        <span className="sr-only" role="status">
          Loading the trade
        </span>
        <Skeleton className="h-28 w-full" />
        <Skeleton className="h-96 w-full" />
      </div>
    </Frame>
  );
}

function Trade({ trade }: { trade: ShadowTrade }) {
  const [closing, setClosing] = useState(false);
  return (
    <Frame
      title={
        <span className="inline-flex items-center gap-2">
          <span className="wrap-anywhere min-w-0">{trade.symbol}</span>
          <SideBadge side={trade.side} />
          <StatusBadge status={trade.status} />
        </span>
      }
      actions={
        trade.status === 'OPEN' && (
          <Button
            variant="danger"
            title="Closes the trade at the latest quote; asks before it does"
            onClick={() => setClosing(true)}
          >
            Close trade
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <TradeFigures trade={trade} />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
          <PricePathPanel trade={trade} />
          <div className="flex min-w-0 flex-col gap-4">
            <Lifecycle trade={trade} />
            <TradeDetails trade={trade} />
          </div>
        </div>
      </div>
      {closing && <CloseTradeDialog trade={trade} onDone={() => setClosing(false)} />}
    </Frame>
  );
}

const NoSuchTrade = () => (
  <Frame title="Trade">
    <EmptyState title="There is no such trade among yours" className="py-16">
      The address may be mistyped. All of your trades are in the list.
    </EmptyState>
  </Frame>
);

/** The page around a trade, with the way back to the list as it was. */
function Frame({ title, actions, children }: { title: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const { state } = useLocation();
  const search = typeof state?.search === 'string' ? state.search : '';
  return (
    <>
      <PageHeader
        title={title}
        back={
          <Link
            to={`/trades${search}`}
            aria-label="Back to all trades"
            className={buttonStyle('ghost', 'icon')}
          >
            <ArrowLeft aria-hidden />
          </Link>
        }
        actions={actions}
      />
      {children}
    </>
  );
}
