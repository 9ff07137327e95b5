import { pnlOf, pnlPercentOf, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { unlessHidden } from '@/lib/format/text.ts';
import { type CsvCell, numberCell, textCell, writeCsv } from './csv.ts';

interface CsvColumn {
  readonly name: string;
  cell(trade: ShadowTrade, hidden: boolean): CsvCell;
}

const text = (name: string, pick: (trade: ShadowTrade) => string | null): CsvColumn => ({
  name,
  cell: trade => textCell(pick(trade) ?? ''),
});
const time = (name: string, pick: (trade: ShadowTrade) => Date | null): CsvColumn =>
  text(name, trade => pick(trade)?.toISOString() ?? null);
/** Prices and percentages: privacy mode leaves them. */
const figure = (name: string, pick: (trade: ShadowTrade) => string | null): CsvColumn => ({
  name,
  cell: trade => numberCell(pick(trade) ?? ''),
});
/** Amounts and quantities: privacy mode hides them. */
const amount = (name: string, pick: (trade: ShadowTrade) => string): CsvColumn => ({
  name,
  cell: (trade, hidden) => numberCell(unlessHidden(hidden, pick(trade))),
});

const COLUMNS: readonly CsvColumn[] = [
  text('trade_id', trade => trade.id),
  time('opened_at', trade => trade.createdAt),
  text('symbol', trade => trade.symbol),
  text('side', trade => trade.side),
  text('status', trade => trade.status),
  amount('quantity', trade => trade.quantity),
  figure('entry_price', trade => trade.entryPrice),
  amount('notional_usd', trade => trade.notional),
  figure('last_price', trade => trade.exitPrice ?? trade.currentPrice),
  amount('pnl_usd', pnlOf),
  figure('pnl_percent', pnlPercentOf),
  text('source', trade => trade.source),
  text('strategy', trade => trade.strategy),
  text('signal_id', trade => trade.signalId),
  time('marked_at', trade => trade.lastUpdated),
  time('closed_at', trade => trade.closedAt),
  text('exit_reason', trade => trade.exitReason),
];

/**
 * The trades as a CSV file: decimals as they are stored, times in ISO 8601 and UTC.
 *
 * @param hidden whether amounts and quantities are replaced by dots
 */
export const tradesCsv = (trades: readonly ShadowTrade[], hidden: boolean): string =>
  writeCsv(
    COLUMNS.map(({ name }) => name),
    trades.map(trade => COLUMNS.map(column => column.cell(trade, hidden))),
  );

/** @param now names the day in the file's name */
export const csvFileName = (now: Date): string => `shadow-trades-${now.toISOString().slice(0, 10)}.csv`;
