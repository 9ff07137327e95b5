import type { TradeQuery } from './trade-query.ts';

/** What the table can be put in order by. */
export const SORT_COLUMNS = [
  'opened',
  'symbol',
  'side',
  'status',
  'quantity',
  'entry',
  'price',
  'notional',
  'pnl',
  'pnlPercent',
  'source',
  'strategy',
  'marked',
  'closed',
  'exitReason',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface TradeSort {
  readonly column: SortColumn;
  readonly direction: 'asc' | 'desc';
}

/** Newest first: the order that pages are loaded in. */
export const DEFAULT_SORT: TradeSort = { column: 'opened', direction: 'desc' };

/** The order in an address: `sort=pnl` rises, `sort=-pnl` falls. */
export function readSort(params: URLSearchParams): TradeSort {
  const text = params.get('sort') ?? '';
  const name = text.replace(/^-/, '');
  const column = SORT_COLUMNS.find(known => known === name);
  return column ? { column, direction: text.startsWith('-') ? 'desc' : 'asc' } : DEFAULT_SORT;
}

/** The address with this order and everything else that it had. */
export function writeSort(params: URLSearchParams, { column, direction }: TradeSort): URLSearchParams {
  const written = new URLSearchParams(params);
  if (column === DEFAULT_SORT.column && direction === DEFAULT_SORT.direction) written.delete('sort');
  else written.set('sort', direction === 'desc' ? `-${column}` : column);
  return written;
}

/**
 * Whether pages come from Firestore in this order by themselves, so that the first page is the first of all: newest
 * first always, oldest first where nothing but the time is asked for, as the composite indexes fall.
 */
export const isNativeSort = (
  { column, direction }: TradeSort,
  { status, symbol, side, source }: Pick<TradeQuery, 'status' | 'symbol' | 'side' | 'source'>,
): boolean =>
  column === 'opened' &&
  (direction === 'desc' || [status, symbol, side, source].every(value => value === null));

const MOVING: readonly SortColumn[] = ['price', 'pnl', 'pnlPercent', 'marked'];

/** Whether a new mark can change the order. */
export const followsMarks = ({ column }: TradeSort): boolean => MOVING.includes(column);
