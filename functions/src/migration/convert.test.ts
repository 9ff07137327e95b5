import { describe, expect, it } from 'vitest';
import { convertSignal } from './convert-signal.ts';
import { convertSnapshot } from './convert-snapshot.ts';
import { convertTrade } from './convert-trade.ts';

const at = new Date('2024-03-01T12:00:00Z');
const written = new Date('2024-06-01T00:00:00Z');
const later = new Date('2024-03-02T12:00:00Z');

describe('a legacy snapshot', () => {
  const minimal = { equity: 1000.005, buyingPower: '2000', cash: 500, syncedAt: at };

  it('becomes one in the product’s form, with the time that it had', () => {
    expect(convertSnapshot(minimal, written)).toEqual({
      synced_at: at,
      equity: '1000.00',
      buying_power: '2000.00',
      cash: '500.00',
      last_equity: null,
      currency: 'USD',
      account_status: 'UNKNOWN',
      positions: [],
      account: {
        portfolio_value: '1000.00',
        long_market_value: null,
        short_market_value: null,
        multiplier: null,
        trading_blocked: null,
        account_blocked: null,
        shorting_enabled: null,
      },
    });
  });

  it.each([
    [{ updated_at_iso: '2024-03-01T12:00:00+00:00' }, at],
    [{ updatedAtIso: '2024-03-01T12:00:00.000000' }, at],
    [{ updated_at_iso: '2024-03-01T12:00:00', synced_at: later }, later],
    [{}, new Date('2024-05-31T00:00:00Z')],
  ])('with the time %j is of %o', (time, expected) => {
    const { syncedAt: _, ...undated } = minimal;
    expect(convertSnapshot({ ...undated, ...time }, written).synced_at).toEqual(expected);
  });

  it.each([
    [{ current_price: 110 }, '20.00'],
    [{ current_price: 110, qty: -2 }, '-20.00'],
    [{}, '0.00'],
  ])('counts what a position has gained where that is not stated: %j', (fields, gained) => {
    const position = { symbol: 'AAPL', qty: 2, avg_entry_price: 100, ...fields };
    expect(convertSnapshot({ ...minimal, positions: [position] }, written).positions).toMatchObject([
      { unrealized_pnl: gained },
    ]);
  });

  it('is found in the broker’s own answer too, where that was kept as it came', () => {
    const raw = {
      portfolio_value: '99.5',
      buying_power: '10',
      cash: '9',
      status: 'AccountStatus.ACTIVE',
      multiplier: 2,
    };
    expect(convertSnapshot({ timestamp: 1709294400, account: raw }, written)).toMatchObject({
      synced_at: at,
      equity: '99.50',
      account_status: 'ACTIVE',
      account: { multiplier: '2' },
    });
  });

  it('keeps its positions, long and short, from a list or a map', () => {
    const long = { symbol: 'aapl', qty: 3, avg_entry_price: 100, current_price: 110.5, unrealized_pl: 31.5 };
    const short = {
      ticker: 'BTCUSD',
      quantity: -0.5,
      avgEntryPrice: 60000,
      unrealizedPnl: '-12.345',
      side: 'short',
    };
    const [first, second] = convertSnapshot({ ...minimal, positions: [long, short] }, written)
      .positions as object[];
    expect(first).toEqual({
      symbol: 'AAPL',
      side: 'long',
      asset_class: 'us_equity',
      quantity: '3',
      avg_entry_price: '100',
      current_price: '110.5',
      market_value: '331.50',
      cost_basis: '300.00',
      unrealized_pnl: '31.50',
    });
    expect(second).toMatchObject({
      symbol: 'BTC/USD',
      side: 'short',
      asset_class: 'crypto',
      quantity: '0.5',
      current_price: null,
      market_value: '-30000.00',
      unrealized_pnl: '-12.34',
    });
    const { symbol, ...fields } = long;
    expect(convertSnapshot({ ...minimal, positions: { [symbol]: fields } }, written).positions).toEqual([
      first,
    ]);
  });

  it.each([
    [{ ...minimal, equity: Number.NaN }, 'equity cannot be read.'],
    [{ ...minimal, cash: Infinity }, 'cash cannot be read.'],
    [{ ...minimal, cash: undefined }, 'cash is missing.'],
    [{ ...minimal, buyingPower: 'lots' }, 'buying_power cannot be read.'],
    [{ ...minimal, syncedAt: 'now' }, 'synced_at cannot be read.'],
    [{ ...minimal, positions: 'many' }, 'positions cannot be read.'],
    [{ ...minimal, positions: [7] }, 'positions[0] cannot be read.'],
    [{ ...minimal, positions: [{ symbol: 'AAPL', qty: 0 }] }, 'positions[0].quantity cannot be read.'],
    [{ ...minimal, positions: [{ symbol: '??', qty: 1 }] }, 'positions[0].symbol cannot be read.'],
  ])('%j is unreadable: %s', (data, reason) => {
    expect(() => convertSnapshot(data, written)).toThrow(reason);
  });
});

describe('a legacy signal', () => {
  const minimal = { symbol: 'AAPL', action: 'BUY', notional: 1000.125, createdAt: at };

  it('becomes one in the product’s form', () => {
    expect(
      convertSignal({
        ticker: 'btcusd',
        side: 'SignalType.SELL',
        notionalUsd: '250.5',
        confidence: 87,
        reasoning: 'It\nfell.',
        strategyName: 'momentum',
        modelName: 'gemini',
        status: 'EXECUTED',
        timestamp: '2024-03-01T12:00:00',
        expiresAt: 1709380800000,
      }),
    ).toEqual({
      symbol: 'BTC/USD',
      action: 'sell',
      notional_usd: '250.50',
      confidence: 0.87,
      reason: 'It fell.',
      hold_reason: null,
      strategy_id: 'momentum',
      model: 'gemini',
      source: 'model',
      status: 'executed',
      inputs_digest: null,
      snapshot_path: null,
      created_at: at,
      expires_at: later,
    });
  });

  it.each([
    ['pending', 'expired'],
    ['ACTIVE', 'expired'],
    [undefined, 'expired'],
    ['filled', 'executed'],
    ['Rejected', 'dismissed'],
    ['cancelled', 'dismissed'],
    ['expired', 'expired'],
  ])('of status %s counts as %s', (status, counted) => {
    expect(convertSignal({ ...minimal, status })).toMatchObject({ status: counted, expires_at: at });
  });

  it('that waits until a time of its own goes on waiting until then', () => {
    expect(convertSignal({ ...minimal, expires_at: later })).toMatchObject({
      status: 'pending',
      expires_at: later,
    });
  });

  it('to hold carries no amount', () => {
    expect(convertSignal({ symbol: 'AAPL', action: 'Hold', timestamp: at })).toMatchObject({
      action: 'hold',
      notional_usd: '0.00',
      confidence: 0,
    });
  });

  it('of a trader stays the trader’s', () => {
    expect(convertSignal({ ...minimal, source: 'manual' })).toMatchObject({ source: 'user' });
  });

  it.each([
    [{ ...minimal, action: 'jump' }, 'action cannot be read.'],
    [{ ...minimal, action: undefined }, 'action is missing.'],
    [{ ...minimal, notional: undefined }, 'notional_usd is missing.'],
    [{ ...minimal, notional: -5 }, 'notional_usd is negative.'],
    [{ ...minimal, notional: Number.NaN }, 'notional_usd cannot be read.'],
    [{ ...minimal, confidence: 400 }, 'confidence cannot be read.'],
    [{ ...minimal, status: 'odd' }, 'status cannot be read.'],
    [{ ...minimal, createdAt: undefined }, 'created_at is missing.'],
    [{ ...minimal, symbol: 7 }, 'symbol cannot be read.'],
  ])('%j is unreadable: %s', (data, reason) => {
    expect(() => convertSignal(data)).toThrow(reason);
  });
});

describe('a legacy shadow trade', () => {
  const open = { symbol: 'AAPL', side: 'buy', quantity: 2, entryPrice: 100, timestamp: at };

  it('stays open, as of its last price', () => {
    expect(
      convertTrade({ ...open, currentPrice: 110.555, pnl: 999, lastUpdated: later, signalId: 's1' }),
    ).toEqual({
      symbol: 'AAPL',
      side: 'BUY',
      quantity: '2',
      entry_price: '100',
      notional: '200.00',
      status: 'OPEN',
      source: 'signal',
      strategy: null,
      signal_id: 's1',
      current_price: '110.555',
      current_pnl: '21.11',
      pnl_percent: '10.555',
      last_updated: later,
      created_at: at,
    });
  });

  it.each([{}, { current_price: 0 }, { current_price: '0.00' }, { current_price: null }])(
    'without a quote (%j) stands at its entry: no quote is no price of zero',
    data => {
      expect(convertTrade({ ...open, ...data })).toMatchObject({
        current_price: '100',
        current_pnl: '0.00',
        pnl_percent: '0',
        last_updated: at,
      });
    },
  );

  it('that was closed keeps the amount that was booked', () => {
    const closed = { ...open, status: 'closed', exitPrice: 90, closedAt: later, exit_reason: 'stop_loss' };
    expect(convertTrade(closed)).toMatchObject({
      status: 'CLOSED',
      exit_price: '90',
      exit_reason: 'strategy',
      final_pnl: '-20.00',
      final_pnl_percent: '-10',
      closed_at: later,
      last_updated: later,
    });
    expect(convertTrade({ ...closed, realizedPnl: -20.5 })).toMatchObject({
      final_pnl: '-20.50',
      final_pnl_percent: '-10.25',
      current_pnl: '-20.00',
    });
  });

  it.each([
    ['open', 'OPEN'],
    ['TradeStatus.OPEN', 'OPEN'],
    ['active', 'OPEN'],
    [undefined, 'OPEN'],
  ])('of status %s is %s', (status, expected) => {
    expect(convertTrade({ ...open, status })).toMatchObject({ status: expected });
  });

  it('that says when it was closed is closed, even if it does not say so', () => {
    expect(convertTrade({ ...open, exit_price: 101, exit_time: later })).toMatchObject({ status: 'CLOSED' });
  });

  it.each([
    [{ exit_reason: 'manual' }, 'manual'],
    [{}, 'manual'],
    [{ close_reason: 'KILL_SWITCH' }, 'halt'],
    [{ exit_reason: 'take profit' }, 'strategy'],
    [{ exit_reason: 'copy' }, 'copy'],
  ])('closed with %j was closed by %s', (reason, expected) => {
    const closed = { ...open, ...reason, status: 'CLOSED', exit_price: 1, closed_at: later };
    expect(convertTrade(closed)).toMatchObject({ exit_reason: expected });
  });

  it.each([
    [{ source: 'copy' }, 'copy'],
    [{ source: 'bot', strategy: 'momentum' }, 'strategy'],
    [{ source: 'ai', signal_id: 's' }, 'signal'],
    [{}, 'manual'],
  ])('with %j came from %s', (data, source) => {
    expect(convertTrade({ ...open, ...data })).toMatchObject({ source });
  });

  it('that states only its notional gets the size that this bought', () => {
    const { quantity: _, ...rest } = open;
    expect(convertTrade({ ...rest, notional: 250 })).toMatchObject({ quantity: '2.5', notional: '250.00' });
  });

  it.each([
    [{ ...open, quantity: Number.NaN }, 'quantity cannot be read.'],
    [{ ...open, quantity: undefined }, 'quantity is missing.'],
    [{ ...open, quantity: undefined, notional: 0 }, 'quantity cannot be read.'],
    [{ ...open, entryPrice: 0 }, 'entry_price cannot be read.'],
    [{ ...open, entryPrice: Infinity }, 'entry_price cannot be read.'],
    [{ ...open, currentPrice: Number.NaN }, 'current_price cannot be read.'],
    [{ ...open, side: 'flat' }, 'side cannot be read.'],
    [{ ...open, side: undefined }, 'side is missing.'],
    [{ ...open, status: 'limbo' }, 'status cannot be read.'],
    [{ ...open, timestamp: undefined }, 'created_at is missing.'],
    [{ ...open, status: 'closed' }, 'exit_price is missing.'],
    [{ ...open, status: 'closed', exit_price: 5 }, 'closed_at is missing.'],
    [{ ...open, quantity: 9e14, entryPrice: 9e14 }, 'out of range'],
  ])('%j is unreadable: %s', (data, reason) => {
    expect(() => convertTrade(data)).toThrow(reason);
  });
});
