import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { RelativeTime, Time } from '@/components/figures/time.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { formatPrice } from '@/lib/format/decimals.ts';

const EXITS = {
  manual: 'by hand',
  halt: 'because trading was halted',
  strategy: 'by its strategy',
  copy: 'because the copied trader closed theirs',
} as const;

/** What happened to the trade, in order. */
export const Lifecycle = ({ trade }: { trade: ShadowTrade }) => (
  <Panel title="Lifecycle">
    <ol className="flex flex-col gap-3 text-sm">
      <Step title={`Opened ${trade.side === 'BUY' ? 'long' : 'short'} at ${formatPrice(trade.entryPrice)}`}>
        <Time at={trade.createdAt} /> <Origin trade={trade} />
      </Step>
      {trade.status === 'OPEN' ? (
        <Step title={`Marked at ${formatPrice(trade.currentPrice)}`}>
          <RelativeTime at={trade.lastUpdated} />; marked every minute while trading is on and its market open
        </Step>
      ) : (
        <Step title={`Closed at ${formatPrice(trade.exitPrice ?? trade.currentPrice)}`}>
          {trade.closedAt && <Time at={trade.closedAt} />} {trade.exitReason && EXITS[trade.exitReason]}
        </Step>
      )}
    </ol>
  </Panel>
);

const Step = ({ title, children }: { title: string; children: ReactNode }) => (
  <li className="flex flex-col border-line border-l-2 pl-3">
    <span className="font-medium">{title}</span>
    <span className="text-muted">{children}</span>
  </li>
);

function Origin({ trade }: { trade: ShadowTrade }) {
  if (trade.source === 'signal') {
    return (
      <>
        on a{' '}
        <Link to="/signals" className="text-accent hover:underline">
          signal
        </Link>
      </>
    );
  }
  if (trade.source === 'strategy') return `by the strategy ${trade.strategy ?? 'that is not named'}`;
  return trade.source === 'copy' ? 'as a copy of another trader’s' : 'by hand';
}
