import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { nthTrade, type TradeOverrides } from '@test-support/trades.ts';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_FILTERS } from '@/features/trades/filters/trade-filters.ts';
import { queryOf } from '@/features/trades/filters/trade-query.ts';
import { DEFAULT_SORT, type TradeSort } from '@/features/trades/filters/trade-sort.ts';
import type { TradeLoader, TradePage } from '@/features/trades/loading/trade-loader.ts';
import { useTradePages } from '@/features/trades/loading/use-trade-pages.ts';
import { useTrades } from '@/features/trades/loading/use-trades.ts';
import { TRADE_COLUMNS } from './trade-columns.tsx';
import { TradesTable } from './trades-table.tsx';

const TOTAL = 1_000;
const PAGE = 400;
const query = queryOf(NO_FILTERS, 'UTC');
const open = (n: number, overrides: TradeOverrides = {}) =>
  nthTrade(n, { status: 'OPEN', exitPrice: null, finalPnl: null, closedAt: null, ...overrides });

/** A thousand closed trades but for the first three, which are open. */
function loader(): TradeLoader {
  const all = Array.from({ length: TOTAL }, (_, n) =>
    n < 3 ? open(n) : nthTrade(n, { finalPnl: `${n}.00` }),
  );
  const page = async (start: number): Promise<TradePage> => ({
    trades: all.slice(start, start + PAGE),
    unreadable: [],
    next: start + PAGE < TOTAL ? () => page(start + PAGE) : null,
  });
  return { firstPage: () => page(0), one: async () => null };
}

const actions = { onSort: vi.fn(), onClose: vi.fn() };

function Trades({ from, sort }: { from: TradeLoader; sort: TradeSort }) {
  const [pages, state] = useTradePages(from, query, sort);
  const trades = useTrades(pages, state, query, sort);
  return (
    <TradesTable
      trades={trades}
      chosen={['opened', 'symbol', 'status', 'pnl', 'pnlPercent']}
      sort={sort}
      {...actions}
      onNearEnd={pages.loadMore}
      footer={<p>{state.trades.length} loaded</p>}
    />
  );
}

function pnlColumn() {
  const column = TRADE_COLUMNS.find(({ id }) => id === 'pnl');
  if (!column) throw new Error('there is no P&L column');
  return column;
}

async function shown(sort: TradeSort = DEFAULT_SORT) {
  const tenant = fakeSession();
  const stillOpen = [open(0), open(1), open(2)] as const;
  tenant.putOpen(...stillOpen);
  tenant.putClosed();
  const rendered = vi.spyOn(pnlColumn(), 'cell');
  const from = loader();
  render(
    <SignedIn session={tenant.session}>
      <Trades from={from} sort={sort} />
    </SignedIn>,
  );
  await screen.findByText(new RegExp(`^(${PAGE}|${TOTAL}) loaded$`));
  return {
    ...tenant,
    stillOpen,
    renderedIds: () => rendered.mock.calls.map(([trade]) => trade.id),
    forget: () => rendered.mockClear(),
  };
}

const bodyRows = () => screen.getAllByRole('row').filter(row => row.id !== '');
const idOf = (row: HTMLElement | undefined) => row?.id.replace('trade-row-', '');

beforeEach(() => {
  // happy-dom lays nothing out: the table stands in a window of 20 rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(756);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  actions.onSort.mockReset();
  actions.onClose.mockReset();
});

describe('TradesTable', () => {
  it('puts only the rows in sight on the page', async () => {
    await shown();
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(PAGE + 1));
    expect(bodyRows().length).toBeGreaterThan(15);
    expect(bodyRows().length).toBeLessThan(50);
  });

  it('renders the row of the trade that ticked, and no other', async () => {
    const { putOpen, stillOpen, renderedIds, forget } = await shown();
    const [first, , third] = stillOpen;
    forget();
    act(() => putOpen(first, open(1, { currentPnl: '77.70' }), third));
    expect(renderedIds()).toEqual(['trade-00001']);
    expect(screen.getByText('+$77.70')).toBeDefined();
  });

  it('lets a trade in that was opened meanwhile', async () => {
    const { putOpen } = await shown();
    act(() => putOpen(open(-1), open(0), open(1), open(2)));
    expect(idOf(bodyRows()[0])).toBe(open(-1).id);
  });

  it('shows a closed trade as closed, whatever its page said', async () => {
    const { putOpen, putClosed } = await shown();
    act(() => {
      putOpen(open(0), open(2));
      putClosed(nthTrade(1));
    });
    const row = bodyRows()[1];
    if (!row) throw new Error('no row');
    expect(within(row).getByText('Closed')).toBeDefined();
    expect(within(row).queryByRole('button')).toBeNull();
  });

  it('moves the active row with the arrow keys and opens it with Enter', async () => {
    await shown();
    const grid = screen.getByRole('grid');
    expect(grid.getAttribute('aria-activedescendant')).toBe('trade-row-trade-00000');
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'ArrowUp' });
    expect(grid.getAttribute('aria-activedescendant')).toBe('trade-row-trade-00001');
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(screen.getByLabelText('address').textContent).toBe('/trades/trade-00001');
  });

  it('goes from the grid to its row with one Tab', async () => {
    await shown();
    const grid = screen.getByRole('grid');
    grid.focus();
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'Tab' });
    expect(document.activeElement?.closest('tr')?.id).toBe('trade-row-trade-00001');
  });

  it('offers its links to the keyboard in the active row only', async () => {
    await shown();
    const [first, second] = bodyRows();
    if (!first || !second) throw new Error('no rows');
    expect(within(first).getByRole('link').tabIndex).toBe(0);
    expect(within(second).getByRole('link').tabIndex).toBe(-1);
  });

  it('closes only open trades', async () => {
    await shown();
    expect(screen.getAllByRole('button', { name: /^Close / })).toHaveLength(3);
    fireEvent.click(screen.getAllByRole('button', { name: 'Close AAPL' })[1] as HTMLElement);
    expect(actions.onClose).toHaveBeenCalledWith('trade-00001');
  });

  it('sorts by a header: figures from the largest, words from the first', async () => {
    await shown();
    fireEvent.click(screen.getByRole('button', { name: 'P&L' }));
    expect(actions.onSort).toHaveBeenLastCalledWith({ column: 'pnl', direction: 'desc' });
    fireEvent.click(screen.getByRole('button', { name: 'Symbol' }));
    expect(actions.onSort).toHaveBeenLastCalledWith({ column: 'symbol', direction: 'asc' });
    fireEvent.click(screen.getByRole('button', { name: 'Opened' }));
    expect(actions.onSort).toHaveBeenLastCalledWith({ column: 'opened', direction: 'asc' });
  });

  it('loads all pages before it sorts by anything but the time of opening', async () => {
    await shown({ column: 'pnl', direction: 'desc' });
    await screen.findByText(`${TOTAL} loaded`);
    expect(idOf(bodyRows()[0])).toBe('trade-00999');
    expect(screen.getByRole('columnheader', { name: /P&L$/ }).getAttribute('aria-sort')).toBe('descending');
  });

  it('follows a new mark with the order when the order is by P&L', async () => {
    const { putOpen } = await shown({ column: 'pnl', direction: 'desc' });
    await screen.findByText(`${TOTAL} loaded`);
    act(() => putOpen(open(0), open(1, { currentPnl: '5000.00' }), open(2)));
    expect(idOf(bodyRows()[0])).toBe('trade-00001');
  });
});
