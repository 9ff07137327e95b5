import { Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as paths from '../../../domain/src/paths.ts';
import type { Quote } from '../../../functions/src/broker/market-data.ts';
import { summarySource } from '../../../functions/src/data/shadow-trades/trade-sums.ts';
import { usageQuota } from '../../../functions/src/data/tenants/usage-quota.ts';
import { closeShadowTrade } from '../../../functions/src/shadow-trades/close-shadow-trade.ts';
import {
  PAGES_PER_DAY,
  summarizeShadowTrades,
} from '../../../functions/src/shadow-trades/summarize-shadow-trades.ts';
import { AMPLE, NOW, quote, TradeDesk } from '../../support/trade-desk.ts';

describe('shadow trades', () => {
  let desk: TradeDesk;
  beforeAll(async () => {
    desk = await TradeDesk.start();
  });
  afterAll(() => desk.firestore.close());
  beforeEach(() => desk.reset());

  it('are closed on the other side of the quote, once and for all', async () => {
    const { tradeId } = await desk.open();
    desk.quotes = new Map([quote('AAPL', '190', '190.02')]);
    const closed = await desk.close(tradeId);
    expect(closed).toMatchObject({ exitPrice: '190', finalPnl: '24.90', exitReason: 'manual' });
    desk.quotes = new Map([quote('AAPL', '1', '2')]);
    desk.clock.advance(60_000);
    expect(await desk.close(tradeId, 'another-key-1')).toEqual(closed);
    expect(desk.asked).toBe(2);
    expect(await desk.firestore.read(paths.performance('alice'))).toMatchObject({
      realized_pnl: '24.90',
      closed_trades: 1,
      wins: 1,
      win_rate: '100',
      profit_factor: null,
    });
    expect(await desk.listAudit('alice')).toEqual(['trade_closed', 'trade_opened']);
  });

  it('are closed once when several closings meet, and while trading is off', async () => {
    const { tradeId } = await desk.open({ side: 'sell' });
    await desk.firestore.db.doc(paths.tradingStatus('alice')).update({ enabled: false });
    await desk.firestore.db.doc(paths.globalTrading()).set({ halted: true, reason: 'Fire' });
    const answers = await Promise.all([1, 2, 3, 4].map(n => desk.close(tradeId, `closing-key-${n}`)));
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(await desk.firestore.read(paths.performance('alice'))).toMatchObject({
      closed_trades: 1,
      losses: 1,
    });
    await expect(
      closeShadowTrade('bob', { tradeId, idempotencyKey: 'closing-key-b' }, desk.ports()),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([{}, { answer: { trade_id: 'as it was kept before' } }])(
    'are not closed with a key that closed another, which remembers %j',
    async kept => {
      const [first, second] = [await desk.open(), await desk.open()];
      const closed = await desk.close(first.tradeId, 'closing-key-1');
      const record = desk.firestore.db.collection(paths.idempotencyKeys('alice')).doc('closing-key-1');
      expect((await record.get()).data()).not.toHaveProperty('answer');
      await record.set(kept, { merge: true });
      const other = desk.close(second.tradeId, 'closing-key-1');
      await expect(other).rejects.toMatchObject({ code: 'already-exists' });
      const stored = await desk.firestore.read(paths.shadowTrade('alice', second.tradeId));
      expect(stored).toMatchObject({ status: 'OPEN' });
      expect(await desk.close(first.tradeId, 'closing-key-1')).toEqual(closed);
    },
  );

  it('count earlier closings when the performance is not there yet', async () => {
    const old = { status: 'CLOSED', final_pnl: '-4.90', notional: '100.00' };
    await desk.firestore.db.doc(paths.shadowTrade('alice', 'old')).set(old);
    const { tradeId } = await desk.open();
    desk.quotes = new Map([quote('AAPL', '190', '190.02')]);
    await desk.close(tradeId);
    expect(await desk.firestore.read(paths.performance('alice'))).toMatchObject({
      realized_pnl: '20.00',
      closed_trades: 2,
      expectancy: '10.00',
    });
  });

  it('keep to the starting limits where the trader has set none', async () => {
    await desk.firestore.db.doc(paths.botConfig('alice')).delete();
    await expect(desk.open({ notionalUsd: '1000.01' })).rejects.toThrow('above your limit of $1000.00');
    expect(await desk.open({ notionalUsd: '1000.00' })).toMatchObject({ status: 'opened' });
  });

  it('count what was closed today before sums were kept', async () => {
    await desk.setLimits('alice', { ...AMPLE, max_daily_loss_usd: '5.00' });
    const closedAt = Timestamp.fromDate(new Date(NOW));
    const old = { status: 'CLOSED', final_pnl: '-4.90', closed_at: closedAt };
    await desk.firestore.db.doc(paths.shadowTrade('alice', 'old')).set(old);
    const { tradeId } = await desk.open();
    await desk.close(tradeId);
    expect(await desk.usedToday()).toMatchObject({ realized_pnl: '-5.10' });
    await expect(desk.open()).rejects.toMatchObject({ code: 'resource-exhausted' });
  });

  it('stop for the day when the day has lost its limit', async () => {
    await desk.setLimits('alice', { ...AMPLE, max_daily_loss_usd: '0.20' });
    const { tradeId } = await desk.open();
    await desk.close(tradeId);
    await expect(desk.open()).rejects.toMatchObject({ code: 'resource-exhausted' });
    expect(await desk.usedToday()).toMatchObject({ realized_pnl: '-0.20' });
    desk.clock.advance(9 * 3_600_000);
    desk.quotes = new Map([['AAPL', { ...desk.quotes.get('AAPL'), quotedAt: desk.clock.now() } as Quote]]);
    expect(await desk.open()).toMatchObject({ status: 'opened' });
  });

  it('are summed up to the cent, all of them that match and nobody else’s', async () => {
    const trades = desk.firestore.db.collection(paths.shadowTrades('alice'));
    const writer = desk.firestore.db.bulkWriter();
    for (let index = 0; index < 2_500; index += 1) {
      const closed = index % 2 === 0;
      void writer.set(trades.doc(`t${index}`), {
        symbol: index % 5 === 0 ? 'MSFT' : 'AAPL',
        side: 'BUY',
        source: 'manual',
        status: closed ? 'CLOSED' : 'OPEN',
        notional: '0.10',
        current_pnl: '0.01',
        ...(closed ? { final_pnl: index % 4 === 0 ? '0.03' : '-0.01' } : {}),
        created_at: Timestamp.fromMillis(index * 1_000),
      });
    }
    await writer.close();
    await desk.firestore.db.doc(paths.shadowTrade('alice', 'broken')).set({ created_at: Timestamp.now() });
    const sum = (filter: Parameters<typeof summarizeShadowTrades>[1], uid = 'alice') =>
      summarizeShadowTrades(uid, filter, {
        trades: summarySource(desk.firestore.db),
        quota: usageQuota(desk.firestore.db, 'summedPages'),
        clock: desk.clock,
      });
    expect(await sum({})).toEqual({
      count: 2_500,
      open: 1_250,
      closed: 1_250,
      notionalUsd: '250.00',
      realizedPnl: '12.50',
      unrealizedPnl: '12.50',
      wins: 625,
      losses: 625,
      unreadable: 1,
      asOf: desk.clock.now().toISOString(),
    });
    expect(await sum({ symbol: 'MSFT' as never, status: 'OPEN' })).toMatchObject({ count: 250, open: 250 });
    expect(await sum({ from: '1970-01-01T00:00:10Z', to: '1970-01-01T00:00:20Z' })).toMatchObject({
      count: 10,
    });
    expect(await sum({}, 'bob')).toMatchObject({ count: 0, realizedPnl: '0.00' });
    // Counting 2,501 trades goes through five pages, once. Of 1,250 open ones three are not free, of 250 one.
    expect(await desk.usedToday()).toEqual(expect.objectContaining({ summed_pages: 9 }));
    const usedUp = { summed_pages: PAGES_PER_DAY };
    await desk.firestore.db.collection(paths.usage('alice')).doc('2026-03-02').set(usedUp);
    await expect(sum({})).rejects.toMatchObject({ code: 'resource-exhausted' });
    await expect(sum({ from: '1970-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'resource-exhausted' });
    expect(await sum({ status: 'CLOSED', side: 'BUY' })).toMatchObject({
      count: 1_250,
      realizedPnl: '12.50',
    });
  });
});
