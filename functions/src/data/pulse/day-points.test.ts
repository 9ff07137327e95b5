import { equityDay, priceMarksDay } from '@agenttrader/domain/documents/day-series';
import { parseMoney } from '@agenttrader/domain/money/money';
import { parsePrice } from '@agenttrader/domain/money/price';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import { describe, expect, it } from 'vitest';
import type { TradeMark } from '../../pulse/ports.ts';
import { equityPoint, pricePoints } from './day-points.ts';

const markOf = (symbol: string, price: string) =>
  ({ trade: { symbol: parseTradableSymbol(symbol) }, currentPrice: parsePrice(price) }) as TradeMark;

describe('what a sync adds to the day', () => {
  it.each([
    ['2026-03-02T00:00:59.999Z', '0000', '0000'],
    ['2026-03-02T09:04:00Z', '0904', '0900'],
    ['2026-03-02T23:59:30Z', '2359', '2355'],
  ])('at %s stands at %s for the equity and at %s for prices', (time, minute, step) => {
    const at = new Date(time);
    expect(equityPoint(at, parseMoney('10250.37'))).toEqual({
      points: { [minute]: '10250.37' },
      [equityDay.names.updatedAt]: at,
    });
    expect(
      pricePoints(at, [markOf('AAPL', '187.5'), markOf('BTC/USD', '64000'), markOf('AAPL', '187.5')]),
    ).toEqual({
      prices: { AAPL: { [step]: '187.5' }, 'BTC-USD': { [step]: '64000' } },
      [priceMarksDay.names.updatedAt]: at,
    });
  });
});
