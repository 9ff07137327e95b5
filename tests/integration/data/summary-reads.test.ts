import { Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SummarizeShadowTradesRequest } from '../../../domain/src/callables/summarize-shadow-trades.ts';
import { shadowTrade } from '../../../domain/src/documents/shadow-trade.ts';
import { usageDay } from '../../../domain/src/documents/usage-day.ts';
import { parseMoney } from '../../../domain/src/money/money.ts';
import * as paths from '../../../domain/src/paths.ts';
import { parseTradableSymbol } from '../../../domain/src/symbols.ts';
import { variantOf } from '../../../domain/test-support/documents/variant.ts';
import { syncWriter } from '../../../functions/src/data/pulse/sync-writer.ts';
import { summarySource } from '../../../functions/src/data/shadow-trades/trade-sums.ts';
import { usageQuota } from '../../../functions/src/data/tenants/usage-quota.ts';
import { systemClock } from '../../../functions/src/runtime/clock.ts';
import {
  PAGES_PER_DAY,
  summarizeShadowTrades,
} from '../../../functions/src/shadow-trades/summarize-shadow-trades.ts';
import { ManualClock } from '../../../functions/test-support/manual-clock.ts';
import { countDocuments } from '../../support/counted-documents.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { onboardedTenant } from '../../support/onboarded.ts';
import { openTrade } from '../../support/shadow-trade.ts';
import { currentState, quietSync } from '../../support/tenant-state.ts';

const MANY = 10_000;
const SOME = 4_000;
const BATCH = 500;
const OPEN = 3;
const SYMBOLS = ['AAPL', 'MSFT'].map(parseTradableSymbol);
const AAPL = parseTradableSymbol('AAPL');

const closedTrade = (index: number) =>
  variantOf(
    shadowTrade,
    {},
    {
      status: 'CLOSED',
      symbol: SYMBOLS[index % 2],
      side: 'BUY',
      source: 'manual',
      notional: '100.00',
      finalPnl: '0.01',
      createdAt: Timestamp.fromMillis(index * 1_000),
    },
  );

describe('what a summary reads', () => {
  let firestore: InProcessFirestore;
  const clock = new ManualClock('2026-03-02T15:00:00Z');

  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-reads');
    for (const [uid, closed] of [
      ['few', 10],
      ['some', SOME],
      ['many', MANY],
    ] as const) {
      await firestore.put(onboardedTenant(uid));
      const trades = firestore.db.collection(paths.shadowTrades(uid));
      for (let index = 0; index < OPEN; index += 1)
        await trades.doc(`open${index}`).set(openTrade('AAPL', 'BUY', '2', '50'));
      for (let start = 0; start < closed; start += BATCH) {
        const batch = firestore.db.batch();
        for (let index = start; index < Math.min(closed, start + BATCH); index += 1) {
          batch.create(trades.doc(`c${index}`), closedTrade(index));
        }
        await batch.commit();
      }
    }
  });
  afterAll(() => firestore.close());

  const summarize = (uid: string, filter: SummarizeShadowTradesRequest = {}) =>
    summarizeShadowTrades(uid, filter, {
      trades: summarySource(firestore.db),
      quota: usageQuota(firestore.db, 'summedPages'),
      clock,
    });
  const countReads = async (work: () => Promise<unknown>): Promise<number> => {
    const counting = countDocuments(firestore.db);
    await work();
    return counting.stop().reads;
  };

  it('is every trade the first time, and then as little for thousands of closed trades as for ten', async () => {
    expect(await summarize('few')).toMatchObject({ closed: 10, realizedPnl: '0.10' });
    expect(await countReads(() => summarize('many'))).toBeGreaterThan(MANY);
    expect(await summarize('many')).toMatchObject({
      count: MANY + OPEN,
      closed: MANY,
      wins: MANY,
      realizedPnl: '100.00',
      notionalUsd: '1000300.00',
    });
    // The tally, and what is open with its marks; the tally alone; with its symbol's.
    for (const [filter, reads] of [
      [{}, 2 + OPEN],
      [{ side: 'BUY', source: 'manual' }, 2 + OPEN],
      [{ status: 'CLOSED' }, 1],
      [{ status: 'OPEN' }, 1 + OPEN],
    ] as const) {
      for (const uid of ['few', 'many']) expect(await countReads(() => summarize(uid, filter))).toBe(reads);
    }
  });

  it('takes marks from where they are newest', async () => {
    const state = await currentState(firestore.db, 'few', clock.now());
    const openTrades = state.openTrades.map(trade => ({
      ...trade,
      currentPnl: parseMoney('2.50'),
      lastUpdated: clock.now(),
    }));
    const marked = { ...quietSync(state, clock.now()), openTrades };
    expect(await syncWriter(firestore.db, systemClock).commit(marked)).toBe('written');
    const from = new Date(0).toISOString();
    for (const filter of [{}, { status: 'OPEN' }, { from }] as const) {
      expect(await summarize('few', filter)).toMatchObject({ unrealizedPnl: (OPEN * 2.5).toFixed(2) });
    }
    await firestore.db.doc(paths.snapshot('few')).delete();
    expect(await summarize('few')).toMatchObject({ unrealizedPnl: '0.00' });
  });

  it('of one symbol is its own tally, counted when it is first asked for', async () => {
    for (const uid of ['few', 'some']) await summarize(uid, { symbol: AAPL });
    for (const uid of ['few', 'some']) {
      expect(await countReads(() => summarize(uid, { symbol: AAPL }))).toBe(3 + OPEN);
    }
    expect(await summarize('some', { symbol: AAPL })).toMatchObject({ closed: SOME / 2 });
  });

  it('of a symbol that was never traded is next to nothing, and leaves nothing behind', async () => {
    const never = { symbol: parseTradableSymbol('TSLA') };
    expect(await countReads(() => summarize('some', never))).toBeLessThanOrEqual(5);
    const left = await firestore.db.doc(paths.tradeTally('some', 'TSLA')).get();
    expect(left.exists).toBe(false);
  });

  it('never goes beyond the pages of a day, and goes on the next day where it had got to', async () => {
    clock.advance(86_400_000);
    await firestore.db.doc(paths.performance('some')).delete();
    const today = firestore.db.collection(paths.usage('some')).doc(clock.now().toISOString().slice(0, 10));
    await today.set(usageDay.writePart({ summedPages: PAGES_PER_DAY - 4 }));
    await expect(summarize('some')).rejects.toMatchObject({ code: 'resource-exhausted' });
    expect(await countReads(() => summarize('some').catch(() => undefined))).toBeLessThan(10);
    clock.advance(86_400_000);
    const rest = await countReads(() => summarize('some'));
    expect(rest).toBeLessThan(SOME - 3 * BATCH);
    expect(await summarize('some')).toMatchObject({ closed: SOME, realizedPnl: '40.00' });
  });
});
