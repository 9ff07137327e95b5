import { Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openShadowTradeRequest } from '../../../domain/src/callables/open-shadow-trade.ts';
import { parseMoney } from '../../../domain/src/money/money.ts';
import { parsePrice } from '../../../domain/src/money/price.ts';
import * as paths from '../../../domain/src/paths.ts';
import { BrokerError } from '../../../functions/src/broker/broker-error.ts';
import type { Quote } from '../../../functions/src/broker/market-data.ts';
import { shadowTradeStore } from '../../../functions/src/data/shadow-trades/shadow-trade-store.ts';
import { summarySource } from '../../../functions/src/data/shadow-trades/trade-sums.ts';
import { tradingSwitch } from '../../../functions/src/data/shadow-trades/trading-switch.ts';
import { usageQuota } from '../../../functions/src/data/tenants/usage-quota.ts';
import { closeShadowTrade } from '../../../functions/src/shadow-trades/close-shadow-trade.ts';
import { haltTrading } from '../../../functions/src/shadow-trades/halt-trading.ts';
import { openShadowTrade } from '../../../functions/src/shadow-trades/open-shadow-trade.ts';
import {
  PAGES_PER_DAY,
  summarizeShadowTrades,
} from '../../../functions/src/shadow-trades/summarize-shadow-trades.ts';
import { ManualClock } from '../../../functions/test-support/manual-clock.ts';
import { memoryLog } from '../../../functions/test-support/memory-log.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { onboard } from '../../support/onboarded.ts';

const NOW = '2026-03-02T15:00:00Z';
/** The trader's own limits, above what the tests open. */
const AMPLE = {
  max_trade_usd: '1000000.00',
  max_open_trades: 10_000,
  max_daily_loss_usd: '1000000.00',
  max_notional_usd: '100000000.00',
};
const limits = { perDay: 500, maxOpenTrades: 200, maxTradeUsd: parseMoney('1000000.00') };

describe('shadow trades', () => {
  let firestore: InProcessFirestore;
  let clock: ManualClock;
  let quotes: Map<string, Quote>;
  let failure: BrokerError | undefined;
  let asked = 0;

  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  afterAll(() => firestore.close());
  beforeEach(async () => {
    await firestore.clear();
    clock = new ManualClock(NOW);
    failure = undefined;
    asked = 0;
    quotes = new Map([quote('AAPL', '187.49', '187.51'), quote('MSFT', '400', '400.1')]);
    await onboard(firestore.db, clock.now(), 'alice', 'bob');
    for (const uid of ['alice', 'bob']) {
      await firestore.db.doc(paths.tradingStatus(uid)).update({ enabled: true });
      await setLimits(uid, AMPLE);
    }
  });

  const quote = (symbol: string, bid: string, ask: string): [string, Quote] => [
    symbol,
    { bid: parsePrice(bid), ask: parsePrice(ask), quotedAt: new Date(NOW) },
  ];

  const setLimits = (uid: string, limits: Record<string, unknown>) =>
    firestore.db.doc(paths.botConfig(uid)).set({ limits });

  const ports = () => ({
    clock,
    log: memoryLog(),
    connections: {
      read: async () => ({ id: '1', environment: 'paper' as const, secretVersion: '1' }),
    },
    credentials: { read: async () => ({ kind: 'apiKey' as const, keyId: 'k', secretKey: 's' }) },
    marketData: {
      latestQuotes: async () => {
        asked += 1;
        if (failure) throw failure;
        return quotes as never;
      },
    },
    trades: shadowTradeStore(firestore.db),
    tradingSwitch: tradingSwitch(firestore.db),
  });

  let keys = 0;
  const order = (changes: Record<string, unknown> = {}) => {
    keys += 1;
    const size = 'notionalUsd' in changes ? {} : { quantity: '10' };
    return openShadowTradeRequest.parse({
      symbol: 'AAPL',
      side: 'buy',
      idempotencyKey: `key-${keys}-xxxxxx`,
      ...size,
      ...changes,
    });
  };
  const open = (changes: Record<string, unknown> = {}, uid = 'alice') =>
    openShadowTrade(uid, order(changes), limits, ports());
  const close = (tradeId: string, key = 'close-key-1') =>
    closeShadowTrade('alice', { tradeId, idempotencyKey: key }, ports());
  const tradesOf = async (uid: string) => (await firestore.db.collection(paths.shadowTrades(uid)).get()).docs;
  const usedToday = async () =>
    (await firestore.db.collection(paths.usage('alice')).doc('2026-03-02').get()).data();
  const auditOf = async (uid: string) =>
    (await firestore.db.collection(paths.audit(uid)).get()).docs
      .map(entry => entry.get('event'))
      .filter(event => event !== 'onboarded')
      .sort();

  it('are bought at the ask and sold short at the bid', async () => {
    const long = await open();
    expect(long).toMatchObject({ entryPrice: '187.51', notionalUsd: '1875.10', side: 'BUY' });
    expect(await open({ side: 'short' })).toMatchObject({ entryPrice: '187.49', side: 'SELL' });
    expect(await firestore.read(paths.shadowTrade('alice', long.tradeId))).toEqual({
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
    expect(await auditOf('alice')).toEqual(['trade_opened', 'trade_opened']);
    expect(await tradesOf('bob')).toEqual([]);
  });

  it('are opened once for one key, however often and however simultaneously it arrives', async () => {
    const request = order();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => openShadowTrade('alice', request, limits, ports())),
    );
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(await tradesOf('alice')).toHaveLength(1);
    clock.advance(3_600_000);
    quotes.clear();
    expect(await openShadowTrade('alice', request, limits, ports())).toEqual(answers[0]);
    expect(await usedToday()).toMatchObject({ trades: 1 });
  });

  it('are opened for every repeat of a key, when it is the last trade of the day', async () => {
    const request = order();
    const [here, there] = [ports(), ports()];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        openShadowTrade('alice', request, { ...limits, perDay: 1 }, index % 2 === 0 ? here : there),
      ),
    );
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(await tradesOf('alice')).toHaveLength(1);
    expect(await usedToday()).toMatchObject({ trades: 1 });
    await expect(openShadowTrade('alice', order(), { ...limits, perDay: 1 }, here)).rejects.toMatchObject({
      code: 'resource-exhausted',
      message: expect.stringContaining('your 1 trades of today'),
    });
  });

  it('that are one too many for the day are refused before the broker is asked', async () => {
    await firestore.db.collection(paths.usage('alice')).doc('2026-03-02').set({ trades: 500 });
    await expect(open()).rejects.toMatchObject({ code: 'resource-exhausted' });
    expect(asked).toBe(0);
  });

  it('never slip above the count of the day together', async () => {
    const [here, there] = [ports(), ports()];
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        openShadowTrade('alice', order(), { ...limits, perDay: 5 }, index % 2 === 0 ? here : there),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await tradesOf('alice')).toHaveLength(5);
    expect(await usedToday()).toMatchObject({ trades: 5 });
  });

  it('are not closed under a key that stands for another closing by now', async () => {
    const [first, second] = [await open(), await open()];
    const results = await Promise.allSettled([
      close(first.tradeId, 'one-key-1'),
      close(second.tradeId, 'one-key-1'),
    ]);
    const refused = results.flatMap(result => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(['already-exists']);
    expect(await firestore.read(paths.performance('alice'))).toMatchObject({ closed_trades: 1 });
  });

  it('are refused for a key that stood for another request', async () => {
    const request = order();
    await openShadowTrade('alice', request, limits, ports());
    await expect(
      openShadowTrade('alice', { ...request, side: 'SELL' }, limits, ports()),
    ).rejects.toMatchObject({ code: 'already-exists' });
    await expect(
      closeShadowTrade('alice', { tradeId: 'x', idempotencyKey: request.idempotencyKey }, ports()),
    ).rejects.toMatchObject({ code: 'already-exists' });
    expect(await openShadowTrade('bob', request, limits, ports())).toMatchObject({ status: 'opened' });
  });

  it('never slip above a limit together', async () => {
    await setLimits('alice', { ...AMPLE, max_open_trades: 10 });
    // Two stores, as two instances of the function have.
    const [here, there] = [ports(), ports()];
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        openShadowTrade('alice', order(), limits, index % 2 === 0 ? here : there),
      ),
    );
    const refused = results.filter(result => result.status === 'rejected');
    expect(refused.map(result => result.reason.code)).toEqual(refused.map(() => 'resource-exhausted'));
    expect(await tradesOf('alice')).toHaveLength(10);
    expect(await usedToday()).toMatchObject({ trades: 10 });
  });

  it.each([
    ['none', () => quotes.clear(), 'has no quote of AAPL'],
    ['too old', () => clock.advance(60_001), 'more than 60 seconds'],
    ['from the future', () => clock.advance(-6_000), 'more than 60 seconds'],
  ])('need a fresh quote, and get a refusal when it is %s', async (_, spoil, message) => {
    spoil();
    await expect(open()).rejects.toMatchObject({
      code: 'failed-precondition',
      message: expect.stringContaining(message),
    });
    expect(await tradesOf('alice')).toEqual([]);
    expect(await usedToday()).toBeUndefined();
  });

  it.each([
    [
      'the switch is missing',
      () => firestore.db.doc(paths.tradingStatus('alice')).delete(),
      'Trading is off',
    ],
    [
      'everybody is halted',
      () => firestore.db.doc(paths.globalTrading()).set({ halted: true, reason: 'Fire' }),
      'Fire',
    ],
    [
      'the halt is unreadable',
      () => firestore.db.doc(paths.globalTrading()).set({ halted: 'maybe' }),
      'could not be read',
    ],
    [
      'the symbol is disabled',
      () => firestore.db.collection(paths.disabledMarkets('alice')).doc('AAPL').set({ reason: '' }),
      'disabled trading of AAPL',
    ],
    ['a limit is unreadable', () => setLimits('alice', { max_trade_usd: 5 }), 'limits could not be read'],
  ])('are not opened when %s', async (_, arrange, message) => {
    await arrange();
    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining(message) });
    expect(await tradesOf('alice')).toEqual([]);
  });

  it('act on a signal once, and mark it', async () => {
    const signal = firestore.db.doc(paths.signal('alice', 's1'));
    await signal.set({
      symbol: 'AAPL',
      action: 'buy',
      status: 'pending',
      expires_at: Timestamp.fromDate(new Date(Date.parse(NOW) + 60_000)),
    });
    const opened = await open({ signalId: 's1', notionalUsd: '500.00' });
    expect((await signal.get()).data()).toMatchObject({ status: 'executed', trade_id: opened.tradeId });
    expect(await firestore.read(paths.shadowTrade('alice', opened.tradeId))).toMatchObject({
      source: 'signal',
      signal_id: 's1',
    });
    await expect(open({ signalId: 's1' })).rejects.toMatchObject({ code: 'failed-precondition' });
    await expect(open({ signalId: 's1' }, 'bob')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are closed on the other side of the quote, once and for all', async () => {
    const { tradeId } = await open();
    quotes = new Map([quote('AAPL', '190', '190.02')]);
    const closed = await close(tradeId);
    expect(closed).toMatchObject({ exitPrice: '190', finalPnl: '24.90', exitReason: 'manual' });
    quotes = new Map([quote('AAPL', '1', '2')]);
    clock.advance(60_000);
    expect(await close(tradeId, 'another-key-1')).toEqual(closed);
    expect(asked).toBe(2);
    expect(await firestore.read(paths.performance('alice'))).toMatchObject({
      realized_pnl: '24.90',
      closed_trades: 1,
      wins: 1,
      win_rate: '100',
      profit_factor: null,
    });
    expect(await auditOf('alice')).toEqual(['trade_closed', 'trade_opened']);
  });

  it('are closed once when several closings meet, and while trading is off', async () => {
    const { tradeId } = await open({ side: 'sell' });
    await firestore.db.doc(paths.tradingStatus('alice')).update({ enabled: false });
    await firestore.db.doc(paths.globalTrading()).set({ halted: true, reason: 'Fire' });
    const answers = await Promise.all([1, 2, 3, 4].map(n => close(tradeId, `closing-key-${n}`)));
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(await firestore.read(paths.performance('alice'))).toMatchObject({ closed_trades: 1, losses: 1 });
    await expect(
      closeShadowTrade('bob', { tradeId, idempotencyKey: 'closing-key-b' }, ports()),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('count earlier closings when the performance is not there yet', async () => {
    const old = { status: 'CLOSED', final_pnl: '-4.90', notional: '100.00' };
    await firestore.db.doc(paths.shadowTrade('alice', 'old')).set(old);
    const { tradeId } = await open();
    quotes = new Map([quote('AAPL', '190', '190.02')]);
    await close(tradeId);
    expect(await firestore.read(paths.performance('alice'))).toMatchObject({
      realized_pnl: '20.00',
      closed_trades: 2,
      expectancy: '10.00',
    });
  });

  it('keep to the starting limits where the trader has set none', async () => {
    await firestore.db.doc(paths.botConfig('alice')).delete();
    await expect(open({ notionalUsd: '1000.01' })).rejects.toThrow('above your limit of $1000.00');
    expect(await open({ notionalUsd: '1000.00' })).toMatchObject({ status: 'opened' });
  });

  it('count what was closed today before sums were kept', async () => {
    await setLimits('alice', { ...AMPLE, max_daily_loss_usd: '5.00' });
    const closedAt = Timestamp.fromDate(new Date(NOW));
    const old = { status: 'CLOSED', final_pnl: '-4.90', closed_at: closedAt };
    await firestore.db.doc(paths.shadowTrade('alice', 'old')).set(old);
    const { tradeId } = await open();
    await close(tradeId);
    expect(await usedToday()).toMatchObject({ realized_pnl: '-5.10' });
    await expect(open()).rejects.toMatchObject({ code: 'resource-exhausted' });
  });

  it('stop for the day when the day has lost its limit', async () => {
    await setLimits('alice', { ...AMPLE, max_daily_loss_usd: '0.20' });
    const { tradeId } = await open();
    await close(tradeId);
    await expect(open()).rejects.toMatchObject({ code: 'resource-exhausted' });
    expect(await usedToday()).toMatchObject({ realized_pnl: '-0.20' });
    clock.advance(9 * 3_600_000);
    quotes = new Map([['AAPL', { ...quotes.get('AAPL'), quotedAt: clock.now() } as Quote]]);
    expect(await open()).toMatchObject({ status: 'opened' });
  });

  describe('on a halt', () => {
    const halt = (closePositions: boolean, uid = 'alice') =>
      haltTrading(uid, { reason: 'Stop', closePositions }, ports());

    it('stay open unless asked, and trading is off', async () => {
      await open();
      expect(await halt(false)).toEqual({ status: 'halted', message: 'Trading is off.', trades: [] });
      expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({
        enabled: false,
        message: 'Stop',
        updated_by: 'user',
      });
      expect(await firestore.read(paths.tradingStatus('bob'))).toMatchObject({ enabled: true });
      await expect(open()).rejects.toMatchObject({ code: 'failed-precondition' });
    });

    it('are closed, and those that cannot be are reported', async () => {
      const { tradeId } = await open();
      const { tradeId: unquoted } = await open({ symbol: 'MSFT' });
      await firestore.db.doc(paths.shadowTrade('alice', 'broken')).set({ status: 'OPEN' });
      quotes.delete('MSFT');
      const report = await halt(true);
      expect(report.status).toBe('partially_closed');
      const byId = new Map(report.trades.map(trade => [trade.tradeId, trade]));
      expect(byId.size).toBe(3);
      expect(byId.get(tradeId)).toEqual({ status: 'closed', tradeId, symbol: 'AAPL', finalPnl: '-0.20' });
      expect(byId.get(unquoted)).toMatchObject({
        status: 'still_open',
        symbol: 'MSFT',
        reason: expect.stringContaining('no quote'),
      });
      expect(byId.get('broken')).toMatchObject({ status: 'still_open' });
      expect(await firestore.read(paths.shadowTrade('alice', tradeId))).toMatchObject({
        status: 'CLOSED',
        exit_reason: 'halt',
      });
    });

    it('stay open when the broker is away, and trading is off all the same', async () => {
      await open();
      failure = new BrokerError('broker_unreachable');
      expect(await halt(true)).toMatchObject({
        status: 'partially_closed',
        trades: [{ status: 'still_open', reason: 'Alpaca could not be reached. Try again in a minute.' }],
      });
      expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({ enabled: false });
      failure = undefined;
      expect(await halt(true)).toMatchObject({ status: 'halted', trades: [{ status: 'closed' }] });
    });

    it('that an operator has locked stay locked, with the operator’s reason', async () => {
      await firestore.db
        .doc(paths.tradingStatus('alice'))
        .update({ enabled: false, locked: true, message: 'Audit' });
      await halt(false);
      expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({
        locked: true,
        message: 'Audit',
      });
    });
  });

  it('are summed up to the cent, all of them that match and nobody else’s', async () => {
    const trades = firestore.db.collection(paths.shadowTrades('alice'));
    const writer = firestore.db.bulkWriter();
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
    await firestore.db.doc(paths.shadowTrade('alice', 'broken')).set({ created_at: Timestamp.now() });
    const sum = (filter: Parameters<typeof summarizeShadowTrades>[1], uid = 'alice') =>
      summarizeShadowTrades(uid, filter, {
        trades: summarySource(firestore.db),
        quota: usageQuota(firestore.db, 'summedPages'),
        clock,
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
      asOf: clock.now().toISOString(),
    });
    expect(await sum({ symbol: 'MSFT' as never, status: 'OPEN' })).toMatchObject({ count: 250, open: 250 });
    expect(await sum({ from: '1970-01-01T00:00:10Z', to: '1970-01-01T00:00:20Z' })).toMatchObject({
      count: 10,
    });
    expect(await sum({}, 'bob')).toMatchObject({ count: 0, realizedPnl: '0.00' });
    // Counting 2,501 trades goes through five pages, once. Of 1,250 open ones three are not free, of 250 one.
    expect(await usedToday()).toEqual(expect.objectContaining({ summed_pages: 9 }));
    const usedUp = { summed_pages: PAGES_PER_DAY };
    await firestore.db.collection(paths.usage('alice')).doc('2026-03-02').set(usedUp);
    await expect(sum({})).rejects.toMatchObject({ code: 'resource-exhausted' });
    await expect(sum({ from: '1970-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'resource-exhausted' });
    expect(await sum({ status: 'CLOSED', side: 'BUY' })).toMatchObject({
      count: 1_250,
      realizedPnl: '12.50',
    });
  });
});
