import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SeriesPoint } from '@/lib/documents/day-series.ts';
import { formatPrice } from '@/lib/format/decimals.ts';
import { chartData } from './chart-data.ts';
import { distinctPoints, isOtherSpan, spanOf } from './chart-points.ts';
import { chartTableRows, rangeOf, thinned } from './chart-table-rows.ts';
import { LineChart } from './line-chart.tsx';

vi.mock('@/hooks/use-preferences.ts', () => ({ useTimeZone: () => 'UTC' }));
vi.mock('./chart-canvas.tsx', () => ({ ChartCanvas: () => <p>the canvas</p> }));
afterEach(cleanup);

const at = (minute: number, value: string): SeriesPoint => ({
  at: new Date(Date.UTC(2026, 2, 2, 14, minute)),
  value,
});

describe('points', () => {
  it('are put in order, once a second, the later of two winning', () => {
    const twice = { at: new Date(Date.UTC(2026, 2, 2, 14, 5, 0, 700)), value: '2' };
    expect(distinctPoints([at(10, '3'), at(5, '1'), twice]).map(({ value }) => value)).toEqual(['2', '3']);
  });

  it('leave out what is no number, and an empty text with it', () => {
    expect(distinctPoints([at(5, ''), at(6, 'NaN'), at(7, '0')])).toHaveLength(1);
  });

  it('are not joined over a gap', () => {
    const drawn = chartData([at(0, '1'), at(5, '2'), at(30, '3'), at(35, '4')], 10 * 60_000);
    expect(drawn.map(({ color }) => color)).toEqual([undefined, 'transparent', undefined, undefined]);
  });

  it('are told from another range by their span', () => {
    expect(spanOf([{ points: [] }])).toBe(0);
    const hour = spanOf([{ points: [at(0, '1'), at(30, '1')] }, { points: [at(10, '1'), at(60, '1')] }]);
    expect(hour).toBe(3_600_000);
    expect(isOtherSpan(hour, 0)).toBe(true);
    expect(isOtherSpan(hour + 60_000, hour)).toBe(false);
    expect(isOtherSpan(7 * hour, hour)).toBe(true);
    expect(isOtherSpan(0, hour)).toBe(false);
  });
});

describe('the table beside a chart', () => {
  it('has a row a time, newest first, with a hole where a series has no point', () => {
    const rows = chartTableRows([
      { name: 'a', points: [at(0, '1'), at(5, '2')] },
      { name: 'b', points: [at(5, '9')] },
    ]);
    expect(rows.map(({ values }) => values)).toEqual([
      ['2', '9'],
      ['1', null],
    ]);
  });

  it('is thinned evenly and keeps both ends', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => n);
    const few = thinned(many, 200);
    expect(few).toHaveLength(200);
    expect([few[0], few.at(-1)]).toEqual([0, 999]);
    expect(thinned([1, 2], 200)).toEqual([1, 2]);
  });

  it('knows the lowest and the highest by value, not by spelling', () => {
    const range = rangeOf([at(0, '9.5'), at(1, '10'), at(2, '9.50'), at(3, '9')]);
    expect([range?.lowest.value, range?.highest.value]).toEqual(['9', '10']);
    expect(rangeOf([])).toBeNull();
  });
});

describe('LineChart', () => {
  const series = [{ name: 'AAPL', points: [at(0, '187.5'), at(5, '190')] }];
  const chart = (hidden = false) => (
    <LineChart
      series={series}
      ariaLabel="Price of AAPL"
      formatValue={value => (hidden ? '••••' : formatPrice(value))}
    />
  );

  it('says in words what it draws, and shows its last point', async () => {
    render(chart());
    const figure = screen.getByRole('figure', { name: 'Price of AAPL' });
    expect(figure.textContent).toContain('from 187.50 (02 Mar 2026, 14:00) to 190.00 (02 Mar 2026, 14:05)');
    expect(await screen.findByText('the canvas')).toBeDefined();
  });

  it('turns into a table and back', async () => {
    render(chart());
    fireEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    const cells = (await screen.findAllByRole('cell')).map(cell => cell.textContent);
    expect(cells).toEqual(['02 Mar 2026, 14:05', '190.00', '02 Mar 2026, 14:00', '187.50']);
    fireEvent.click(screen.getByRole('button', { name: 'Show as chart' }));
    expect(await screen.findByText('the canvas')).toBeDefined();
  });

  it('shows no figure that its caller hides', async () => {
    const { container } = render(chart(true));
    fireEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    await screen.findAllByRole('cell');
    expect(container.textContent).not.toMatch(/187|190/);
  });
});
