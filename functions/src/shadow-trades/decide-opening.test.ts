import { parseMoney } from '@agenttrader/domain/money/money';
import { parsePrice } from '@agenttrader/domain/money/price';
import { parseQuantity } from '@agenttrader/domain/money/quantity';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import { describe, expect, it } from 'vitest';
import { decideOpening, type RequestedOpening } from './decide-opening.ts';
import type { OpeningState, SignalState } from './ports.ts';

const now = new Date('2026-03-02T15:00:00Z');
const usd = parseMoney;
const platform = { perDay: 500, maxOpenTrades: 200, maxTradeUsd: usd('100000.00') };

const requested = (changes: Partial<RequestedOpening> = {}): RequestedOpening => ({
  symbol: parseTradableSymbol('AAPL'),
  side: 'BUY',
  quantity: parseQuantity('10'),
  notionalUsd: undefined,
  signalId: undefined,
  price: parsePrice('187.51'),
  now,
  ...changes,
});

const state = (changes: Partial<OpeningState> = {}): OpeningState => ({
  globalHalt: { halted: false, reason: null },
  trading: { enabled: true, locked: false },
  symbolDisabled: false,
  limits: {},
  openTrades: 0,
  openNotional: usd('0.00'),
  realizedToday: usd('0.00'),
  openedToday: 0,
  signal: undefined,
  ...changes,
});

const signal = (changes: Partial<SignalState> = {}): SignalState => ({
  symbol: 'AAPL',
  action: 'buy',
  status: 'pending',
  expiresAt: new Date(now.getTime() + 1),
  ...changes,
});

describe('an opening within every limit', () => {
  it('becomes a trade of its quantity', () => {
    expect(decideOpening(requested(), state(), platform)).toEqual({
      symbol: 'AAPL',
      side: 'BUY',
      quantity: '10',
      entryPrice: '187.51',
      notional: '1875.10',
      source: 'manual',
      signalId: undefined,
      createdAt: now,
    });
  });

  it('in dollars buys what it buys, and never more', () => {
    const trade = decideOpening(
      requested({ quantity: undefined, notionalUsd: usd('1000.00') }),
      state(),
      platform,
    );
    expect(trade).toMatchObject({ quantity: '5.333048904', notional: '1000.00' });
  });

  it('on a signal says so', () => {
    const trade = decideOpening(requested({ signalId: 's1' }), state({ signal: signal() }), platform);
    expect(trade).toMatchObject({ source: 'signal', signalId: 's1' });
  });

  it('reaches a limit exactly', () => {
    const limits = { maxTradeUsd: usd('1875.10'), maxOpenTrades: 3, maxNotionalUsd: usd('2000.00') };
    const full = state({ limits, openTrades: 2, openNotional: usd('124.90') });
    expect(decideOpening(requested(), full, platform).notional).toBe('1875.10');
  });
});

interface Refusal {
  title: string;
  requested?: Partial<RequestedOpening>;
  state: Partial<OpeningState>;
  code: string;
  message: string;
}

const REFUSALS: Refusal[] = [
  {
    title: 'while the kill switch is off',
    state: { trading: { enabled: false, locked: false } },
    code: 'failed-precondition',
    message: 'Trading is off. Switch it on with the kill switch',
  },
  {
    title: 'while an operator holds trading off',
    state: { trading: { enabled: false, locked: true } },
    code: 'failed-precondition',
    message: 'An operator has locked trading on your account.',
  },
  {
    title: 'during a halt for everybody',
    state: { globalHalt: { halted: true, reason: 'Exchange outage' } },
    code: 'failed-precondition',
    message: 'The reason: Exchange outage. Open trades can be closed.',
  },
  {
    title: 'while nobody can tell whether there is a halt',
    state: { globalHalt: 'unreadable' },
    code: 'failed-precondition',
    message: 'could not be read',
  },
  {
    title: 'of a symbol that the trader has disabled',
    state: { symbolDisabled: true },
    code: 'failed-precondition',
    message: 'You have disabled trading of AAPL.',
  },
  {
    title: 'while the limits cannot be read',
    state: { limits: 'unreadable' },
    code: 'failed-precondition',
    message: 'Your limits could not be read.',
  },
  {
    title: 'above the trader’s limit for one trade',
    state: { limits: { maxTradeUsd: usd('1875.09') } },
    code: 'resource-exhausted',
    message: 'above your limit of $1875.09 for a single trade',
  },
  {
    title: 'above the platform’s limit for one trade',
    requested: { quantity: parseQuantity('1000') },
    state: {},
    code: 'resource-exhausted',
    message: 'above the platform’s limit of $100000.00',
  },
  {
    title: 'beyond the trader’s number of open trades',
    state: { limits: { maxOpenTrades: 2 }, openTrades: 2 },
    code: 'resource-exhausted',
    message: 'You have 2 open trades and your limit is 2.',
  },
  {
    title: 'beyond the trades of a day',
    state: { openedToday: 500 },
    code: 'resource-exhausted',
    message: 'You have opened your 500 trades of today.',
  },
  {
    title: 'beyond a limit of no trades at all',
    state: { limits: { maxOpenTrades: 0 } },
    code: 'resource-exhausted',
    message: 'your limit is 0',
  },
  {
    title: 'beyond the platform’s number of open trades',
    state: { openTrades: 200 },
    code: 'resource-exhausted',
    message: 'the most that the platform allows',
  },
  {
    title: 'beyond the worth of all open trades',
    state: { limits: { maxNotionalUsd: usd('2000.00') }, openNotional: usd('124.91') },
    code: 'resource-exhausted',
    message: 'would be worth $2000.01, above your limit of $2000.00',
  },
  {
    title: 'once the day has lost its limit',
    state: { limits: { maxDailyLossUsd: usd('500.00') }, realizedToday: usd('-500.00') },
    code: 'resource-exhausted',
    message: 'have lost $500.00, which reaches your daily limit of $500.00',
  },
  {
    title: 'worth less than a dollar',
    requested: { quantity: parseQuantity('0.005') },
    state: {},
    code: 'invalid-argument',
    message: 'at least $1.00',
  },
  {
    title: 'in dollars that buy nothing',
    requested: { quantity: undefined, notionalUsd: usd('0.00') },
    state: {},
    code: 'invalid-argument',
    message: 'at least $1.00',
  },
  {
    title: 'for a negative amount',
    requested: { quantity: undefined, notionalUsd: usd('-5.00') },
    state: {},
    code: 'invalid-argument',
    message: 'at least $1.00',
  },
  {
    title: 'on a signal that is not there',
    requested: { signalId: 's1' },
    state: { signal: 'missing' },
    code: 'not-found',
    message: 'There is no such signal.',
  },
  {
    title: 'on a signal that expires at this moment',
    requested: { signalId: 's1' },
    state: { signal: signal({ expiresAt: now }) },
    code: 'failed-precondition',
    message: 'This signal has expired',
  },
  {
    title: 'on a signal that was acted on',
    requested: { signalId: 's1' },
    state: { signal: signal({ status: 'executed' }) },
    code: 'failed-precondition',
    message: 'acted on already',
  },
  {
    title: 'on a signal that was dismissed',
    requested: { signalId: 's1' },
    state: { signal: signal({ status: 'dismissed' }) },
    code: 'failed-precondition',
    message: 'You dismissed this signal.',
  },
  {
    title: 'on a signal to hold',
    requested: { signalId: 's1' },
    state: { signal: signal({ action: 'hold' }) },
    code: 'failed-precondition',
    message: 'says to hold',
  },
  {
    title: 'on a signal about another symbol',
    requested: { signalId: 's1' },
    state: { signal: signal({ symbol: 'MSFT' }) },
    code: 'invalid-argument',
    message: 'This signal says to buy MSFT.',
  },
  {
    title: 'on a signal about the other side',
    requested: { signalId: 's1', side: 'SELL' },
    state: { signal: signal() },
    code: 'invalid-argument',
    message: 'This signal says to buy AAPL.',
  },
];

describe('an opening', () => {
  it.each(REFUSALS)('$title is refused', refusal => {
    expect(() => decideOpening(requested(refusal.requested), state(refusal.state), platform)).toThrowError(
      expect.objectContaining({
        name: 'UserFacingError',
        code: refusal.code,
        message: expect.stringContaining(refusal.message),
      }),
    );
  });
});
