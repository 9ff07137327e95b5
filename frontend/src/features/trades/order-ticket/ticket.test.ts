import { openShadowTradeRequest } from '@agenttrader/domain/callables/open-shadow-trade';
import { parseMoney } from '@agenttrader/domain/money/money';
import { parseQuantity } from '@agenttrader/domain/money/quantity';
import { describe, expect, it } from 'vitest';
import { obstacleOf } from '@/features/trades/quote/quote-feed.ts';
import { convertSize } from './convert-size.ts';
import { estimateOrder } from './estimate-order.ts';
import { type TicketFields, ticketForm } from './ticket-form.ts';

const fields = (overrides: Partial<TicketFields> = {}): TicketFields => ({
  symbol: 'aapl',
  side: 'BUY',
  sizeKind: 'notional',
  size: '1000',
  ...overrides,
});

const quote = {
  symbol: 'AAPL',
  bid: '99.9',
  ask: '100.1',
  quotedAt: '2026-03-02T14:05:00.000Z',
  fresh: true,
};

function orderOf(overrides: Partial<TicketFields> = {}) {
  return ticketForm(parseMoney('80000')).parse(fields(overrides));
}

describe('ticketForm', () => {
  it('hands out what the callable takes', () => {
    const { size, ...order } = orderOf({ symbol: ' btc/usd ', size: '$1,250.5' });
    const request = { ...order, ...size, idempotencyKey: '12345678' };
    expect(openShadowTradeRequest.parse(request)).toMatchObject({
      symbol: 'BTC/USD',
      notionalUsd: '1250.50',
    });
  });

  it.each([
    [{ symbol: '' }, 'symbol', 'Enter a symbol'],
    [{ symbol: '!!' }, 'symbol', 'is not a symbol'],
    [{ size: '' }, 'size', 'Enter an amount in dollars'],
    [{ size: '', sizeKind: 'quantity' }, 'size', 'Enter how many'],
    [{ size: '0' }, 'size', 'above zero'],
    [{ size: '-5' }, 'size', 'above zero'],
    [{ size: '10.001' }, 'size', 'Dollars and cents only'],
    [{ size: '1,5' }, 'size', 'such as 1,000.50'],
    [{ size: '1e400' }, 'size', 'such as 1,000.50'],
    [{ size: '0', sizeKind: 'quantity' }, 'size', 'greater than zero'],
  ] as const)('refuses %j', (overrides, field, message) => {
    const result = ticketForm(null).safeParse(fields(overrides));
    expect(result.error?.issues).toMatchObject([
      { path: [field], message: expect.stringContaining(message) },
    ]);
  });

  it('says all that is wrong at once', () => {
    expect(ticketForm(null).safeParse(fields({ symbol: '', size: '' })).error?.issues).toHaveLength(2);
  });

  it('takes a percentage of the equity', () => {
    expect(orderOf({ size: '25%' }).size).toEqual({ notionalUsd: '20000.00' });
  });
});

describe('convertSize', () => {
  const dollars = { notionalUsd: parseMoney('1000') };
  const shares = { quantity: parseQuantity('9.5') };

  it.each([
    ['dollars into as many shares as they buy', dollars, 'quantity', '100.1', '9.99000999'],
    ['shares into what they cost', shares, 'notional', '100.1', '950.95'],
    ['nothing without a quote', dollars, 'quantity', null, ''],
    ['nothing into nothing', null, 'quantity', '100.1', ''],
    [
      'dollars that buy nothing into nothing',
      { notionalUsd: parseMoney('0.01') },
      'quantity',
      '99999999999999',
      '',
    ],
  ] as const)('makes %s', (_, size, to, price, expected) => {
    expect(convertSize(size, to, price)).toBe(expected);
  });
});

const bounds = (buyingPower: string | null, maxTrade: string | null = null) => ({
  buyingPower: buyingPower === null ? null : parseMoney(buyingPower),
  maxTrade: maxTrade === null ? null : parseMoney(maxTrade),
});

describe('estimateOrder', () => {
  it('takes the ask for a buy and cuts the quantity off', () => {
    expect(estimateOrder(orderOf(), quote, bounds('5000'))).toEqual({
      price: '100.1',
      quantity: '9.99000999',
      notional: '1000.00',
      onePercent: '10.00',
      buyingPowerLeft: '4000.00',
      refusal: null,
    });
  });

  it('takes the bid for a sell', () => {
    const order = orderOf({ side: 'SELL', sizeKind: 'quantity', size: '3' });
    expect(estimateOrder(order, quote, bounds(null))).toMatchObject({
      price: '99.9',
      notional: '299.70',
      onePercent: '3.00',
      buyingPowerLeft: null,
    });
  });

  it('says when buying power would not do', () => {
    expect(estimateOrder(orderOf(), quote, bounds('10'))?.buyingPowerLeft).toBe('-990.00');
  });

  it('knows the trader’s own limit, to the cent', () => {
    const refusal = (size: string) =>
      estimateOrder(orderOf({ size }), quote, bounds(null, '250.50'))?.refusal;
    expect(refusal('250.50')).toBeNull();
    expect(refusal('250.60')).toBe('above-limit');
  });

  it('knows dust, and nothing at all', () => {
    expect(estimateOrder(orderOf({ size: '0.50' }), quote, bounds(null))?.refusal).toBe('too-small');
    const dear = { ...quote, ask: '99999999999999' };
    expect(estimateOrder(orderOf({ size: '0.01' }), dear, bounds(null))).toBeNull();
  });

  it('has no figure where the arithmetic has none', () => {
    const order = orderOf({ sizeKind: 'quantity', size: '999999999999999' });
    expect(estimateOrder(order, quote, bounds(null))).toBeNull();
  });
});

describe('obstacleOf', () => {
  const receivedAt = new Date('2026-03-02T14:05:01Z');
  const state = { quote, receivedAt, error: null };
  const after = (ms: number) => new Date(receivedAt.getTime() + ms);

  it.each([
    ['a fresh quote', state, 4_000, null],
    ['one missed renewal', { ...state, error: 'No answer.' }, 6_000, null],
    ['no renewal for long', state, 21_000, 'no longer updated'],
    ['failures for long', { ...state, error: 'No answer.' }, 21_000, 'No answer.'],
    ['an old quote', { ...state, quote: { ...quote, fresh: false } }, 0, 'market is probably closed'],
    ['no quote yet', { quote: null, receivedAt: null, error: null }, 0, 'Waiting'],
    ['no quote at all', { quote: null, receivedAt: null, error: 'No such symbol.' }, 0, 'No such symbol.'],
  ])('%s', (_, known, ms, expected) => {
    const obstacle = obstacleOf(known, after(ms));
    if (expected === null) expect(obstacle).toBeNull();
    else expect(obstacle).toContain(expected);
  });
});
