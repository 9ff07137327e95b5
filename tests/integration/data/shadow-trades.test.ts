import { Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as paths from '../../../domain/src/paths.ts';
import { closeShadowTrade } from '../../../functions/src/shadow-trades/close-shadow-trade.ts';
import { openShadowTrade } from '../../../functions/src/shadow-trades/open-shadow-trade.ts';
import { AMPLE, LIMITS, NOW, TradeDesk } from '../../support/trade-desk.ts';

describe('shadow trades', () => {
  let desk: TradeDesk;
  beforeAll(async () => {
    desk = await TradeDesk.start();
  });
  afterAll(() => desk.firestore.close());
  beforeEach(() => desk.reset());

  it('are bought at the ask and sold short at the bid', async () => {
    const long = await desk.open();
    expect(long).toMatchObject({ entryPrice: '187.51', notionalUsd: '1875.10', side: 'BUY' });
    expect(await desk.open({ side: 'short' })).toMatchObject({ entryPrice: '187.49', side: 'SELL' });
    expect(await desk.firestore.read(paths.shadowTrade('alice', long.tradeId))).toEqual({
      symbol: 'AAPL',
      side: 'BUY',
      quantity: '10',
      entry_price: '187.51',
      notional: '1875.10',
      status: 'OPEN',
      source: 'manual',
      strategy: null,
      signal_id: null,
      current_price: '187.51',
      current_pnl: '0.00',
      pnl_percent: '0',
      last_updated: Timestamp.fromDate(new Date(NOW)),
      created_at: Timestamp.fromDate(new Date(NOW)),
    });
    expect(await desk.listAudit('alice')).toEqual(['trade_opened', 'trade_opened']);
    expect(await desk.listTrades('bob')).toEqual([]);
  });

  it('are opened once for one key, however often and however simultaneously it arrives', async () => {
    const request = desk.order();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => openShadowTrade('alice', request, LIMITS, desk.ports())),
    );
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(await desk.listTrades('alice')).toHaveLength(1);
    desk.clock.advance(3_600_000);
    desk.quotes.clear();
    expect(await openShadowTrade('alice', request, LIMITS, desk.ports())).toEqual(answers[0]);
    expect(await desk.usedToday()).toMatchObject({ trades: 1 });
  });

  it('are opened for every repeat of a key, when it is the last trade of the day', async () => {
    const request = desk.order();
    const [here, there] = [desk.ports(), desk.ports()];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        openShadowTrade('alice', request, { ...LIMITS, perDay: 1 }, index % 2 === 0 ? here : there),
      ),
    );
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(await desk.listTrades('alice')).toHaveLength(1);
    expect(await desk.usedToday()).toMatchObject({ trades: 1 });
    await expect(
      openShadowTrade('alice', desk.order(), { ...LIMITS, perDay: 1 }, here),
    ).rejects.toMatchObject({
      code: 'resource-exhausted',
      message: expect.stringContaining('your 1 trades of today'),
    });
  });

  it('that are one too many for the day are refused before the broker is desk.asked', async () => {
    await desk.firestore.db.collection(paths.usage('alice')).doc('2026-03-02').set({ trades: 500 });
    await expect(desk.open()).rejects.toMatchObject({ code: 'resource-exhausted' });
    expect(desk.asked).toBe(0);
  });

  it('never slip above the count of the day together', async () => {
    const [here, there] = [desk.ports(), desk.ports()];
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        openShadowTrade('alice', desk.order(), { ...LIMITS, perDay: 5 }, index % 2 === 0 ? here : there),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await desk.listTrades('alice')).toHaveLength(5);
    expect(await desk.usedToday()).toMatchObject({ trades: 5 });
  });

  it('are not closed under a key that stands for another closing by now', async () => {
    const [first, second] = [await desk.open(), await desk.open()];
    const results = await Promise.allSettled([
      desk.close(first.tradeId, 'one-key-1'),
      desk.close(second.tradeId, 'one-key-1'),
    ]);
    const refused = results.flatMap(result => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(['already-exists']);
    expect(await desk.firestore.read(paths.performance('alice'))).toMatchObject({ closed_trades: 1 });
  });

  it('are refused for a key that stood for another request', async () => {
    const request = desk.order();
    await openShadowTrade('alice', request, LIMITS, desk.ports());
    await expect(
      openShadowTrade('alice', { ...request, side: 'SELL' }, LIMITS, desk.ports()),
    ).rejects.toMatchObject({ code: 'already-exists' });
    await expect(
      closeShadowTrade('alice', { tradeId: 'x', idempotencyKey: request.idempotencyKey }, desk.ports()),
    ).rejects.toMatchObject({ code: 'already-exists' });
    expect(await openShadowTrade('bob', request, LIMITS, desk.ports())).toMatchObject({ status: 'opened' });
  });

  it('never slip above a limit together', async () => {
    await desk.setLimits('alice', { ...AMPLE, max_open_trades: 10 });
    // Two stores, as two instances of the function have.
    const [here, there] = [desk.ports(), desk.ports()];
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        openShadowTrade('alice', desk.order(), LIMITS, index % 2 === 0 ? here : there),
      ),
    );
    const refused = results.filter(result => result.status === 'rejected');
    expect(refused.map(result => result.reason.code)).toEqual(refused.map(() => 'resource-exhausted'));
    expect(await desk.listTrades('alice')).toHaveLength(10);
    expect(await desk.usedToday()).toMatchObject({ trades: 10 });
  });

  it.each([
    ['none', () => desk.quotes.clear(), 'has no quote of AAPL'],
    ['too old', () => desk.clock.advance(60_001), 'more than 60 seconds'],
    ['from the future', () => desk.clock.advance(-6_000), 'more than 60 seconds'],
  ])('need a fresh quote, and get a refusal when it is %s', async (_, spoil, message) => {
    spoil();
    await expect(desk.open()).rejects.toMatchObject({
      code: 'failed-precondition',
      message: expect.stringContaining(message),
    });
    expect(await desk.listTrades('alice')).toEqual([]);
    expect(await desk.usedToday()).toBeUndefined();
  });

  it.each([
    [
      'the switch is missing',
      () => desk.firestore.db.doc(paths.tradingStatus('alice')).delete(),
      'Trading is off',
    ],
    [
      'everybody is halted',
      () => desk.firestore.db.doc(paths.globalTrading()).set({ halted: true, reason: 'Fire' }),
      'Fire',
    ],
    [
      'the halt is unreadable',
      () => desk.firestore.db.doc(paths.globalTrading()).set({ halted: 'maybe' }),
      'could not be read',
    ],
    [
      'the symbol is disabled',
      () => desk.firestore.db.collection(paths.disabledMarkets('alice')).doc('AAPL').set({ reason: '' }),
      'disabled trading of AAPL',
    ],
    [
      'a limit is unreadable',
      () => desk.setLimits('alice', { max_trade_usd: 5 }),
      'limits could not be read',
    ],
  ])('are not opened when %s', async (_, arrange, message) => {
    await arrange();
    await expect(desk.open()).rejects.toMatchObject({ message: expect.stringContaining(message) });
    expect(await desk.listTrades('alice')).toEqual([]);
  });

  it('act on a signal once, and mark it', async () => {
    const signal = desk.firestore.db.doc(paths.signal('alice', 's1'));
    await signal.set({
      symbol: 'AAPL',
      action: 'buy',
      status: 'pending',
      expires_at: Timestamp.fromDate(new Date(Date.parse(NOW) + 60_000)),
    });
    const opened = await desk.open({ signalId: 's1', notionalUsd: '500.00' });
    expect((await signal.get()).data()).toMatchObject({ status: 'executed', trade_id: opened.tradeId });
    expect(await desk.firestore.read(paths.shadowTrade('alice', opened.tradeId))).toMatchObject({
      source: 'signal',
      signal_id: 's1',
    });
    await expect(desk.open({ signalId: 's1' })).rejects.toMatchObject({ code: 'failed-precondition' });
    await expect(desk.open({ signalId: 's1' }, 'bob')).rejects.toMatchObject({ code: 'not-found' });
  });
});
