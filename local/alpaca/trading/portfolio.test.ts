import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, formatNano, nano } from '../money/nano.ts';
import { averageEntry, type Execution, execute } from './portfolio.ts';
import type { Portfolio } from './state.ts';

const EMPTY: Portfolio = { cash: '1000', holdings: {} };

function trade(side: 'buy' | 'sell', qty: string, price: string, symbol = 'AAPL'): Execution {
  return { symbol, side, qty: nano(qty), price: nano(price) };
}

function after(...executions: Execution[]): Portfolio {
  return executions.reduce(execute, EMPTY);
}

describe('an execution', () => {
  it.each([
    ['opens a long', [trade('buy', '3', '10')], '970', '3', '30'],
    ['adds to it', [trade('buy', '3', '10'), trade('buy', '1', '20')], '950', '4', '50'],
    [
      'reduces it at its average cost',
      [trade('buy', '4', '10'), trade('sell', '1', '99')],
      '1059',
      '3',
      '30',
    ],
    ['opens a short', [trade('sell', '2', '50')], '1100', '-2', '-100'],
    ['covers part of it', [trade('sell', '2', '50'), trade('buy', '1', '40')], '1060', '-1', '-50'],
    ['turns a long into a short', [trade('buy', '2', '10'), trade('sell', '3', '12')], '1016', '-1', '-12'],
  ] as const)('%s', (_, executions, cash, qty, cost) => {
    expect(after(...executions)).toEqual({ cash, holdings: { AAPL: { qty, cost } } });
  });

  it('leaves nothing behind when it closes a position', () => {
    expect(after(trade('buy', '0.333333333', '3.01'), trade('sell', '0.333333333', '3.01'))).toEqual(EMPTY);
  });

  it('knows the average entry price', () => {
    expect(formatNano(averageEntry({ qty: '4', cost: '50' }))).toBe('12.5');
    expect(formatNano(averageEntry({ qty: '-2', cost: '-100' }))).toBe('50');
  });
});

describe('any sequence of executions', () => {
  const executions = fc.array(
    fc.record({
      symbol: fc.constantFrom('AAPL', 'SPY', 'BTC/USD'),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      qty: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      price: fc.bigInt({ min: 1n, max: 10n ** 8n }).map(ticks => ticks * 10_000n),
    }),
    { maxLength: 40 },
  );

  it('conserves cash to the cent and quantity to the ninth place', () => {
    fc.assert(
      fc.property(executions, list => {
        const end = list.reduce(execute, EMPTY);
        const paid = list.reduce(
          (sum, one) => sum + (one.side === 'buy' ? 1n : -1n) * amountOf(one.qty, one.price),
          0n,
        );
        expect(nano(end.cash) + paid).toBe(nano(EMPTY.cash));
        expect(nano(end.cash) % 10_000_000n).toBe(0n);
        for (const symbol of ['AAPL', 'SPY', 'BTC/USD']) {
          const traded = list
            .filter(one => one.symbol === symbol)
            .reduce((sum, one) => sum + (one.side === 'buy' ? one.qty : -one.qty), 0n);
          expect(nano(end.holdings[symbol]?.qty ?? '0')).toBe(traded);
        }
      }),
    );
  });
});
