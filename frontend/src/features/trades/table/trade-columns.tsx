import type { ReactNode } from 'react';
import { Amount } from '@/components/figures/amount.tsx';
import { Pnl, PnlPercent } from '@/components/figures/pnl.tsx';
import { ShortQuantity } from '@/components/figures/quantity.tsx';
import { MOST_OF_SYMBOL, ShortSymbol } from '@/components/figures/short-symbol.tsx';
import { SideBadge, StatusBadge } from '@/components/figures/side-badge.tsx';
import { RelativeTime, Time } from '@/components/figures/time.tsx';
import type { SortColumn } from '@/features/trades/filters/trade-sort.ts';
import { TradeLink } from '@/features/trades/parts/trade-link.tsx';
import { EXIT_WORDS, SOURCE_WORDS } from '@/features/trades/parts/words.ts';
import { pnlOf, pnlPercentOf, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { formatPrice, formatShortQuantity } from '@/lib/format/decimals.ts';
import { valuedAt } from './sort-trades.ts';

export interface TradeColumn {
  readonly id: SortColumn;
  readonly label: string;
  /** Pixels; what the window has left over is shared out. */
  readonly width: number;
  readonly numeric?: true;
  /** How many characters a trade's figure has, where it can be longer than `width` holds. */
  characters?(trade: ShadowTrade): number;
  /** Changes with every mark, and is set off when the last one is long ago. */
  readonly moving?: true;
  /** Not shown until chosen. */
  readonly extra?: true;
  /** How the figure is computed. */
  readonly explanation?: ReactNode;
  cell(trade: ShadowTrade, tabIndex: number): ReactNode;
}

/** Characters of a figure as it is shown: its digits, a separator for each three of them, and two after the point. */
const lengthOf = (decimal: string): number => {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  return whole.length + Math.floor((whole.length - 1) / 3) + Math.max(fraction.length, 2) + 1;
};
/** "$" before an amount; the mark and the sign of a gain or a loss, and "$" or "%". */
const DOLLAR = 1;
const MARK_AND_SIGN = 3;

const NONE = <span className="text-faint">–</span>;

/** What a table of trades can show, in order. */
export const TRADE_COLUMNS: readonly TradeColumn[] = [
  { id: 'opened', label: 'Opened', width: 150, cell: trade => <Time at={trade.createdAt} /> },
  {
    id: 'symbol',
    label: 'Symbol',
    width: 84,
    characters: trade => Math.min(trade.symbol.length, MOST_OF_SYMBOL) + 2,
    cell: (trade, tabIndex) => (
      <TradeLink tradeId={trade.id} tabIndex={tabIndex} className="font-medium text-accent hover:underline">
        <ShortSymbol>{trade.symbol}</ShortSymbol>
      </TradeLink>
    ),
  },
  { id: 'side', label: 'Side', width: 84, cell: trade => <SideBadge side={trade.side} /> },
  { id: 'status', label: 'Status', width: 68, cell: trade => <StatusBadge status={trade.status} /> },
  {
    id: 'quantity',
    label: 'Quantity',
    width: 104,
    numeric: true,
    characters: trade => formatShortQuantity(trade.quantity).length,
    cell: trade => <ShortQuantity value={trade.quantity} />,
  },
  {
    id: 'entry',
    label: 'Entry',
    width: 84,
    numeric: true,
    characters: trade => lengthOf(trade.entryPrice),
    cell: trade => formatPrice(trade.entryPrice),
  },
  {
    id: 'price',
    label: 'Price',
    width: 92,
    numeric: true,
    moving: true,
    characters: trade => lengthOf(valuedAt(trade)),
    explanation: (
      <p>
        The last mark while the trade is open: each minute’s price from your broker. The exit price once it is
        closed.
      </p>
    ),
    cell: trade => formatPrice(valuedAt(trade)),
  },
  {
    id: 'notional',
    label: 'Notional',
    width: 116,
    numeric: true,
    explanation: <p>Entry price times quantity, rounded to the cent.</p>,
    characters: trade => lengthOf(trade.notional) + DOLLAR,
    cell: trade => <Amount value={trade.notional} />,
  },
  {
    id: 'pnl',
    label: 'P&L',
    width: 114,
    numeric: true,
    moving: true,
    characters: trade => lengthOf(pnlOf(trade)) + MARK_AND_SIGN,
    explanation: (
      <p>
        Long: price minus entry, times quantity; short: entry minus price. At the last mark while the trade is
        open, final once it is closed. No fees.
      </p>
    ),
    cell: trade => <Pnl value={pnlOf(trade)} />,
  },
  {
    id: 'pnlPercent',
    label: 'P&L %',
    width: 92,
    numeric: true,
    moving: true,
    explanation: <p>The P&L in per cent of the notional at the entry.</p>,
    characters: trade => lengthOf(pnlPercentOf(trade).replace(/(\.\d\d)\d+$/, '$1')) + MARK_AND_SIGN,
    cell: trade => <PnlPercent value={pnlPercentOf(trade)} />,
  },
  { id: 'source', label: 'Source', width: 82, extra: true, cell: trade => SOURCE_WORDS[trade.source] },
  { id: 'strategy', label: 'Strategy', width: 130, extra: true, cell: trade => trade.strategy ?? NONE },
  {
    id: 'marked',
    label: 'Marked',
    width: 110,
    extra: true,
    cell: trade => <RelativeTime at={trade.lastUpdated} />,
  },
  {
    id: 'closed',
    label: 'Closed',
    width: 160,
    extra: true,
    cell: trade => (trade.closedAt ? <Time at={trade.closedAt} /> : NONE),
  },
  {
    id: 'exitReason',
    label: 'Closed by',
    width: 96,
    extra: true,
    cell: trade => (trade.exitReason ? EXIT_WORDS[trade.exitReason] : NONE),
  },
];
