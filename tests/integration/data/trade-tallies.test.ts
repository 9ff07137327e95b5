import { Timestamp } from '@google-cloud/firestore';
import fc from 'fast-check';
import type { Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shadowTrade } from '../../../domain/src/documents/shadow-trade.ts';
import { performance } from '../../../domain/src/documents/trade-tally.ts';
import { parsePrice } from '../../../domain/src/money/price.ts';
import * as paths from '../../../domain/src/paths.ts';
import { parseTradableSymbol } from '../../../domain/src/symbols.ts';
import { sumTally } from '../../../domain/src/trades/trade-tally.ts';
import { type Overrides, variantOf } from '../../../domain/test-support/documents/variant.ts';
import { legacyReader } from '../../../functions/src/data/migration/legacy-reader.ts';
import { migrationStore } from '../../../functions/src/data/migration/migration-store.ts';
import { repairStore } from '../../../functions/src/data/migration/repair-store.ts';
import { tenantStates } from '../../../functions/src/data/pulse/tenant-states.ts';
import { shadowTradeStore } from '../../../functions/src/data/shadow-trades/shadow-trade-store.ts';
import {
  counts,
  readSymbolTally,
  readTotalTally,
  type StoredTally,
} from '../../../functions/src/data/shadow-trades/stored-tally.ts';
import { summarySource } from '../../../functions/src/data/shadow-trades/trade-sums.ts';
import { migrateLegacyData } from '../../../functions/src/migration/migrate-legacy-data.ts';
import { repairDocuments } from '../../../functions/src/migration/repair/repair-documents.ts';
import { summarizeShadowTrades } from '../../../functions/src/shadow-trades/summarize-shadow-trades.ts';
import { ManualClock } from '../../../functions/test-support/manual-clock.ts';
import { memoryLog } from '../../../functions/test-support/memory-log.ts';
import { Crash, type CrashPlan, crashingFirestore } from '../../support/crashing-firestore.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { movePorts } from '../../support/move-ports.ts';
import { onboardedTenant } from '../../support/onboarded.ts';
import { recount, storedTrades } from '../../support/recounted-trades.ts';
import { expectSnapshotToBeDerived } from '../../support/tenant-state.ts';

const NOW = new Date('2026-03-02T15:00:00Z');
const SYMBOLS = ['AAPL', 'MSFT', 'BTC/USD'] as const;
const SIDES = ['BUY', 'SELL'] as const;
const KEYS = ['key-one', 'key-two', 'key-three'];
/** Few trades a page: whatever can happen between two pages does. */
const PAGES = { first: 2, further: 3 };

const at = Timestamp.fromDate(NOW);
const cents = fc.integer({ min: -9_999, max: 9_999 }).map(amount => (amount / 100).toFixed(2));

const asStored = (fields: Overrides<typeof shadowTrade>) => variantOf(shadowTrade, {}, fields);

/** A trade as it may stand there: of today, of an earlier system and to be mended, or no trade at all. */
const storedTrade = fc.oneof(
  fc
    .record({
      status: fc.constantFrom('OPEN', 'CLOSED'),
      symbol: fc.constantFrom(...SYMBOLS),
      side: fc.constantFrom(...SIDES),
      source: fc.constantFrom('manual', 'signal'),
      quantity: fc.constant('2'),
      entryPrice: fc.constant('50'),
      notional: fc.constant('100.00'),
      currentPnl: cents,
      finalPnl: cents,
      createdAt: fc.constant(at),
    })
    .map(asStored),
  fc
    .record({
      status: fc.constantFrom('closed', 'OPEN', 'CLOSED'),
      symbol: fc.constantFrom(...SYMBOLS, 'aapl'),
      side: fc.constantFrom('buy', 'sell'),
      qty: fc.integer({ min: 1, max: 5 }),
      entryPrice: fc.constant(50),
      exitPrice: fc.integer({ min: 40, max: 60 }),
      createdAt: fc.constant('2026-02-01T00:00:00Z'),
      closedAt: fc.constant('2026-02-02T00:00:00Z'),
    })
    .map(({ qty, ...fields }) => ({ ...asStored(fields), qty })),
  fc
    .record(
      { status: fc.constantFrom('CLOSED', 'GONE', 7), symbol: fc.constantFrom('AAPL', 5), finalPnl: cents },
      { requiredKeys: [] },
    )
    .map(asStored),
);
/** Ids on both sides of those that Firestore makes up. */
const tradeId = fc
  .constantFrom('0', 'A', 'Zz', 'm', 'zz', 'é', '💹')
  .chain(head => fc.nat(30).map(n => `${head}${n}`));
const documents = (maxLength: number) =>
  fc.uniqueArray(fc.tuple(tradeId, storedTrade), { maxLength, selector: ([id]) => id });
const crash: fc.Arbitrary<CrashPlan | undefined> = fc.option(
  fc.record({ at: fc.integer({ min: 1, max: 6 }), when: fc.constantFrom('before', 'after') }),
  { nil: undefined },
);
const filter = fc.record(
  {
    status: fc.constantFrom('OPEN', 'CLOSED'),
    symbol: fc.constantFrom(...SYMBOLS, 'TSLA').map(parseTradableSymbol),
    side: fc.constantFrom(...SIDES),
    source: fc.constantFrom('manual', 'signal'),
  },
  { requiredKeys: [] },
);

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('open'),
      symbol: fc.constantFrom(...SYMBOLS),
      side: fc.constantFrom(...SIDES),
      key: fc.constantFrom(...KEYS),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('close'),
      which: fc.nat(),
      times: fc.integer({ min: 1, max: 3 }),
      key: fc.constantFrom(...KEYS),
      cents: fc.integer({ min: 1_000, max: 9_000 }),
      crash,
      counting: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('migrate'), documents: documents(5), crash }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repair'), crash }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('summarize'), filter, crash }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('count on'),
      symbol: fc.option(fc.constantFrom(...SYMBOLS).map(parseTradableSymbol), { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('damage'),
      how: fc.constantFrom('gone', 'of another shape', 'closed by an earlier version', 'half'),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let firestore: InProcessFirestore;
beforeAll(async () => {
  firestore = await inProcessFirestore('demo-tallies');
});
afterAll(() => firestore.close());

const clock = new ManualClock(NOW.toISOString());
const summarize = (db: Firestore, wanted: Parameters<typeof summarizeShadowTrades>[1]) =>
  summarizeShadowTrades('alice', wanted, {
    trades: summarySource(db, PAGES),
    quota: { take: async () => 'taken' },
    clock,
  });
const migrationPorts = (db: Firestore) => ({
  legacy: legacyReader(db),
  store: migrationStore(db),
  repairs: repairStore(db),
  keys: movePorts(db),
  clock,
  log: memoryLog(),
});

/** What it does on a database that may stop in its middle; as if the instance had ended there. */
async function interrupted(
  plan: CrashPlan | undefined,
  work: (db: Firestore) => Promise<unknown>,
): Promise<void> {
  await work(crashingFirestore(firestore.db, plan).db).catch(thrown => {
    if (!(thrown instanceof Crash)) throw thrown;
  });
}

async function perform(taken: Step): Promise<void> {
  const { db } = firestore;
  const total = db.doc(paths.performance('alice'));
  switch (taken.kind) {
    case 'open': {
      const { symbol, side, key } = taken;
      await shadowTradeStore(db).open({
        uid: 'alice',
        symbol: parseTradableSymbol(symbol),
        signalId: undefined,
        intention: { key, callable: 'open_shadow_trade', requestDigest: symbol + side },
        now: NOW,
        decide: () =>
          ({
            symbol,
            side,
            quantity: '2',
            entryPrice: '50',
            notional: '100.00',
            source: 'manual',
            signalId: undefined,
            createdAt: NOW,
          }) as never,
        answer: () => ({}),
      });
      return;
    }
    case 'close': {
      const open = await db.collection(paths.shadowTrades('alice')).where('status', '==', 'OPEN').get();
      const trade = open.docs[taken.which % Math.max(1, open.size)];
      if (!trade) return;
      const exit = { price: parsePrice((taken.cents / 100).toFixed(2)), reason: 'manual', at: NOW } as const;
      const intention = {
        key: `close-${taken.key}`,
        callable: 'close_shadow_trade',
        requestDigest: trade.id,
      };
      await interrupted(taken.crash, async crashing => {
        const store = shadowTradeStore(crashing);
        const closings = Array.from({ length: taken.times }, () =>
          store.close('alice', trade.id, exit, intention),
        );
        const counting = taken.counting ? [summarySource(db, PAGES).countOn('alice', undefined, NOW)] : [];
        for (const outcome of await Promise.allSettled([...closings, ...counting])) {
          if (outcome.status === 'rejected') throw outcome.reason;
        }
      });
      return;
    }
    case 'migrate': {
      const batch = db.batch();
      for (const [id, fields] of taken.documents) {
        batch.set(db.collection(paths.legacyShadowTrades()).doc(id), { ...fields, user_id: 'alice' });
      }
      await batch.commit();
      const request = { targetUserId: 'alice', dryRun: false, withoutGlobal: false, moveKeys: false };
      await interrupted(taken.crash, crashing =>
        migrateLegacyData('olivia', request, migrationPorts(crashing)),
      );
      return;
    }
    case 'repair': {
      const request = { targetUserId: 'alice', dryRun: false };
      await interrupted(taken.crash, crashing =>
        repairDocuments('olivia', request, migrationPorts(crashing)),
      );
      return;
    }
    case 'summarize':
      await interrupted(taken.crash, crashing => summarize(crashing, taken.filter));
      return;
    case 'count on':
      await summarySource(db, PAGES).countOn('alice', taken.symbol, NOW);
      return;
    case 'damage': {
      if (taken.how === 'gone') await total.delete();
      if (taken.how === 'of another shape')
        await total.set(variantOf(performance, {}, { closedTrades: 3, wins: 1, realizedPnl: '5.00' }));
      if (taken.how === 'closed by an earlier version') await closeAsBefore();
      if (taken.how === 'half')
        await total.set({ sums: { CLOSED_BUY_manual: { wins: 'many' } } }, { merge: true });
    }
  }
}

/** What an instance of an earlier version writes while it is being replaced: the trade, and figures that it knows. */
async function closeAsBefore(): Promise<void> {
  const { db } = firestore;
  const open = await db.collection(paths.shadowTrades('alice')).where('status', '==', 'OPEN').limit(1).get();
  const [trade] = open.docs;
  if (!trade) return;
  await trade.ref.update(asStored({ status: 'CLOSED', finalPnl: '1.00' }));
  await tenantStates(db).rebuild('alice', NOW);
  const total = db.doc(paths.performance('alice'));
  const closed: unknown = (await total.get()).get(performance.names.closedTrades);
  await total.set(performance.writePart({ closedTrades: typeof closed === 'number' ? closed + 1 : 1 }), {
    merge: true,
  });
}

/** Every tally that is stored counts exactly the trades that it says it counts. */
async function expectTalliesToHold(): Promise<void> {
  const { db } = firestore;
  const trades = (await storedTrades(db, 'alice')).filter(({ fields }) => fields.status !== 'OPEN');
  const total = readTotalTally((await db.doc(paths.performance('alice')).get()).data());
  if (!total) return;
  const expectSums = (tally: StoredTally, symbol?: (typeof SYMBOLS)[number]) => {
    const counted = trades.filter(({ id }) => counts(tally, id));
    for (const side of [undefined, ...SIDES]) {
      const { closed, wins, losses, unreadable, notionalUsd } = recount(counted, {
        side,
        symbol: symbol as never,
      });
      const { closedTrades, notional, ...sums } = sumTally(tally.sums, { side });
      expect({ ...sums, closedTrades, notional }).toMatchObject({
        closedTrades: closed,
        wins,
        losses,
        unreadable,
        notional: notionalUsd,
      });
    }
  };
  expectSums(total);
  for (const symbol of SYMBOLS) {
    const path = paths.tradeTally('alice', symbol.replace('/', '-'));
    const tally = readSymbolTally((await db.doc(path).get()).data(), total.generation);
    if (tally) expectSums(tally, symbol);
  }
}

it('tallies equal a recount, and the snapshot a new one, after whatever happened to the trades', async () => {
  await fc.assert(
    fc.asyncProperty(
      documents(30),
      fc.array(step, { minLength: 1, maxLength: 14 }),
      async (stored, steps) => {
        await firestore.clear();
        await firestore.put(onboardedTenant('alice'));
        await firestore.put(
          Object.fromEntries(stored.map(([id, fields]) => [paths.shadowTrade('alice', id), fields])),
        );
        await tenantStates(firestore.db).rebuild('alice', NOW);
        for (const taken of steps) {
          await perform(taken);
          await expectTalliesToHold();
        }
        await expectSnapshotToBeDerived(firestore.db, 'alice', NOW);
        const trades = await storedTrades(firestore.db, 'alice');
        const filters = [
          {},
          { status: 'CLOSED' },
          { status: 'OPEN', side: 'BUY' },
          { source: 'signal' },
        ] as const;
        for (const wanted of [
          ...filters,
          ...SYMBOLS.map(symbol => ({ symbol: parseTradableSymbol(symbol) })),
        ]) {
          expect(await summarize(firestore.db, wanted)).toEqual({
            ...recount(trades, wanted),
            asOf: NOW.toISOString(),
          });
        }
      },
    ),
    { numRuns: 20 },
  );
});
