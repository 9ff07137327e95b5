import { describe, expect, it } from 'vitest';
import { parsePrice } from '../money/price.ts';
import { parseQuantity } from '../money/quantity.ts';
import { closeTrade } from './close-trade.ts';
import { markToMarket } from './mark-to-market.ts';
import type { Side } from './side.ts';

interface Case {
  side: Side;
  quantity: string;
  entry: string;
  now: string;
  pnl: string;
  percent: string;
}

const CASES: Case[] = [
  { side: 'BUY', quantity: '10', entry: '187.5', now: '190', pnl: '25.00', percent: '1.3333' },
  { side: 'SELL', quantity: '10', entry: '187.5', now: '190', pnl: '-25.00', percent: '-1.3333' },
  { side: 'BUY', quantity: '10', entry: '190', now: '187.5', pnl: '-25.00', percent: '-1.3158' },
  { side: 'SELL', quantity: '10', entry: '190', now: '187.5', pnl: '25.00', percent: '1.3158' },
  { side: 'BUY', quantity: '0.015594919', entry: '64123.45', now: '65000', pnl: '13.67', percent: '1.367' },
  {
    side: 'SELL',
    quantity: '0.015594919',
    entry: '64123.45',
    now: '65000',
    pnl: '-13.67',
    percent: '-1.367',
  },
  // Ties at half a cent go to the even cent, for gains and losses alike.
  { side: 'BUY', quantity: '0.5', entry: '100', now: '100.01', pnl: '0.00', percent: '0.01' },
  { side: 'BUY', quantity: '0.5', entry: '100', now: '100.03', pnl: '0.02', percent: '0.03' },
  { side: 'SELL', quantity: '0.5', entry: '100', now: '100.03', pnl: '-0.02', percent: '-0.03' },
  // The per cent comes from the exact figures: here the P&L rounds to nothing, and the notional to one cent.
  { side: 'BUY', quantity: '0.0001', entry: '90', now: '99', pnl: '0.00', percent: '10' },
  { side: 'SELL', quantity: '0.0001', entry: '90', now: '99', pnl: '0.00', percent: '-10' },
  {
    side: 'BUY',
    quantity: '1000000000',
    entry: '0.000012',
    now: '0.0000125',
    pnl: '500.00',
    percent: '4.1667',
  },
  // A short can lose more than all of its notional, a long almost all of it.
  { side: 'SELL', quantity: '1', entry: '10', now: '35', pnl: '-25.00', percent: '-250' },
  { side: 'BUY', quantity: '1', entry: '10', now: '0.000000001', pnl: '-10.00', percent: '-100' },
];

describe.each(CASES)(
  '$side $quantity at $entry, now $now',
  ({ side, quantity, entry, now, pnl, percent }) => {
    const trade = { side, quantity: parseQuantity(quantity), entryPrice: parsePrice(entry) };

    it(`is marked at ${pnl}, ${percent} %`, () => {
      expect(markToMarket({ ...trade, currentPrice: parsePrice(now) })).toEqual({
        currentPnl: pnl,
        pnlPercent: percent,
      });
    });

    it(`closes at ${pnl}, ${percent} %`, () => {
      expect(closeTrade({ ...trade, exitPrice: parsePrice(now) })).toEqual({
        finalPnl: pnl,
        finalPnlPercent: percent,
      });
    });
  },
);

describe('a result that is out of range', () => {
  const trade = { side: 'BUY', quantity: parseQuantity('1e9'), entryPrice: parsePrice('1') } as const;

  it('is refused, not returned', () => {
    expect(() => markToMarket({ ...trade, currentPrice: parsePrice('1e9') })).toThrowError(
      expect.objectContaining({ name: 'DecimalError', code: 'out-of-range' }),
    );
  });
});
