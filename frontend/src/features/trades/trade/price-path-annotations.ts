import type { ChartLevel, ChartMarker } from '@/components/charts/chart-series.ts';
import { pnlOf, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { signOf } from '@/lib/format/decimals.ts';

/** The entry, and where the trade stands or ended. A mark that is stale says nothing of now. */
export function levelsOf(trade: ShadowTrade, isStale: boolean): ChartLevel[] {
  const entry: ChartLevel = { label: 'Entry', value: trade.entryPrice, tone: 'muted' };
  const tone = ({ '1': 'gain', '0': 'muted', '-1': 'loss' } as const)[signOf(pnlOf(trade))];
  return [
    entry,
    trade.exitPrice
      ? { label: 'Exit', value: trade.exitPrice, tone }
      : isStale
        ? { label: 'Last mark', value: trade.currentPrice, tone: 'muted' }
        : { label: 'Now', value: trade.currentPrice, tone },
  ];
}

/** When the trade was opened and closed. */
export function markersOf(trade: ShadowTrade): ChartMarker[] {
  const isLong = trade.side === 'BUY';
  const entry: ChartMarker = {
    label: isLong ? 'Bought' : 'Sold short',
    at: trade.createdAt,
    tone: 'accent',
    position: isLong ? 'below' : 'above',
  };
  if (trade.closedAt === null) return [entry];
  const exit: ChartMarker = {
    label: isLong ? 'Sold' : 'Bought back',
    at: trade.closedAt,
    tone: 'accent',
    position: isLong ? 'above' : 'below',
  };
  return [entry, exit];
}
