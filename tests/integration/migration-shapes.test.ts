import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrateLegacyDataResponse } from '../../domain/src/callables/migrate-legacy-data.ts';
import { repairDocumentsResponse } from '../../domain/src/callables/repair-documents.ts';
import * as paths from '../../domain/src/paths.ts';
import { readBrokerConfig } from '../../frontend/src/lib/documents/broker-config.ts';
import type { DocumentReader } from '../../frontend/src/lib/documents/document-problem.ts';
import { readShadowTrade } from '../../frontend/src/lib/documents/shadow-trade.ts';
import { readSignal } from '../../frontend/src/lib/documents/signal.ts';
import { readSnapshot } from '../../frontend/src/lib/documents/snapshot.ts';
import { readTradingStatus } from '../../frontend/src/lib/documents/trading-status.ts';
import { legacyReader } from '../../functions/src/data/migration/legacy-reader.ts';
import { migrationStore } from '../../functions/src/data/migration/migration-store.ts';
import { repairStore } from '../../functions/src/data/migration/repair-store.ts';
import { migrateLegacyData } from '../../functions/src/migration/migrate-legacy-data.ts';
import { repairDocuments } from '../../functions/src/migration/repair/repair-documents.ts';
import { ManualClock } from '../../functions/test-support/manual-clock.ts';
import { memoryLog } from '../../functions/test-support/memory-log.ts';
import { crashAtEveryWrite } from '../support/crashing-firestore.ts';
import { dump } from '../support/firestore-dump.ts';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';
import { LEGACY_SHAPES } from '../support/legacy-shapes.ts';
import { movePorts } from '../support/move-ports.ts';
import { onboardedTenant } from '../support/onboarded.ts';

/** The dashboard's reader of what stands at a path. */
function readerOf(path: string): DocumentReader<unknown> {
  if (path.includes('/signals/')) return readSignal;
  if (path.includes('/shadowTradeHistory/')) return readShadowTrade;
  if (path.endsWith('/data/snapshot')) return readSnapshot;
  return path.endsWith('/status/trading') ? readTradingStatus : readBrokerConfig;
}

describe('documents of earlier systems', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-shapes');
  });
  beforeEach(async () => {
    await firestore.clear();
    await firestore.put(onboardedTenant('alice'));
  });
  afterAll(() => firestore.close());

  const ports = (db = firestore.db) => ({
    legacy: legacyReader(db),
    store: migrationStore(db),
    repairs: repairStore(db),
    keys: movePorts(db),
    clock: new ManualClock('2026-03-02T15:00:00.000Z'),
    log: memoryLog(),
  });
  const migrate = async (dryRun = false) => {
    const request = { targetUserId: 'alice', dryRun, withoutGlobal: false, moveKeys: false };
    return migrateLegacyDataResponse.parse(await migrateLegacyData('olivia', request, ports()));
  };
  const repair = async (dryRun = false, db = firestore.db) =>
    repairDocumentsResponse.parse(
      await repairDocuments('olivia', { targetUserId: 'alice', dryRun }, ports(db)),
    );
  const contents = async () =>
    Object.fromEntries(
      Object.entries(await dump(firestore.db))
        .filter(([path]) => !path.includes('/audit/'))
        // Each count of all trades has a name of its own.
        .map(
          ([
            path,
            {
              data: { generation: _, ...fields },
            },
          ]) => [path, fields],
        ),
    );

  it.each(LEGACY_SHAPES)('$title: $path', async ({ path, fields, target, becomes }) => {
    await firestore.put({ [path]: fields });
    const before = await dump(firestore.db);
    const dry = await migrate(true);
    expect(await dump(firestore.db)).toEqual(before);
    const { report, status } = await migrate();
    expect(report).toEqual(dry.report);
    expect(status).toBe('success');
    const outcome = path === target ? 'mended' : 'copied';
    expect(report).toMatchObject([{ source: path, target, outcome }]);
    const stored = await firestore.db.doc(target).get();
    expect(stored.data()).toMatchObject(becomes);
    expect(readerOf(target)('x', stored.data())).toMatchObject({ ok: true });
    if (path !== target) expect((await firestore.db.doc(path).get()).data()).toEqual(fields);

    const once = await contents();
    expect((await repair()).report).toEqual([]);
    expect((await migrate()).report.filter(line => !['already_there'].includes(line.outcome))).toEqual([]);
    expect(await contents()).toEqual(once);
  });

  const malformed = () =>
    Object.fromEntries(
      LEGACY_SHAPES.filter(({ path, target }) => path === target).map(({ path, fields }, index) => [
        /\/x$/.test(path) ? `${path}${index}` : path,
        fields,
      ]),
    );

  it('are mended in place by a repair, and what cannot be mended is listed and left', async () => {
    const broken = { symbol: 'AAPL', side: 'flat', quantity: 1, status: 'OPEN' };
    await firestore.put({ ...malformed(), [paths.shadowTrade('alice', 'broken')]: broken });
    const before = await dump(firestore.db);
    const dry = await repair(true);
    expect(await dump(firestore.db)).toEqual(before);
    const { report, message } = await repair();
    expect(report).toEqual(dry.report);
    expect(message).toBe('8 documents looked at, 7 mended, 1 cannot be mended.');
    expect(report.filter(({ outcome }) => outcome === 'unmendable')).toEqual([
      {
        path: paths.shadowTrade('alice', 'broken'),
        outcome: 'unmendable',
        reason: 'entry_price is missing.',
      },
    ]);
    expect((await firestore.db.doc(paths.shadowTrade('alice', 'broken')).get()).data()).toEqual(broken);
    const once = await contents();
    expect((await repair()).message).toBe('8 documents looked at, 0 mended, 1 cannot be mended.');
    expect(await contents()).toEqual(once);
  });

  it('that are missing and must be there are made, with trading off', async () => {
    await firestore.db.doc(paths.tradingStatus('alice')).delete();
    await firestore.db.doc(paths.brokerConfig('alice', 'alpaca')).delete();
    expect((await repair()).report).toEqual([
      { path: paths.tradingStatus('alice'), outcome: 'mended', reason: 'It was missing.' },
      { path: paths.brokerConfig('alice', 'alpaca'), outcome: 'mended', reason: 'It was missing.' },
    ]);
    expect((await firestore.db.doc(paths.tradingStatus('alice')).get()).data()).toMatchObject({
      enabled: false,
      locked: false,
    });
  });

  it('that say nothing of a connection are told whether there is one', async () => {
    await firestore.put({
      [paths.tradingStatus('alice')]: { enabled: true, locked: false },
      [paths.brokerConfig('alice', 'alpaca')]: { configured: true, environment: 'paper', secret_version: 7 },
    });
    await repair();
    expect((await firestore.db.doc(paths.tradingStatus('alice')).get()).data()).toMatchObject({
      enabled: true,
      connected: true,
    });
    expect((await repair()).report).toEqual([]);
  });

  it('are mended to the same end wherever a repair was interrupted', async () => {
    const start = { ...onboardedTenant('alice'), ...malformed() };
    await firestore.put(start);
    await repair();
    const expected = await contents();
    const writes = await crashAtEveryWrite(firestore.db, {
      start: async () => {
        await firestore.clear();
        await firestore.put(start);
      },
      work: db => repair(false, db),
      afterwards: async () => {
        await repair();
        expect(await contents()).toEqual(expected);
      },
    });
    expect(writes).toBeGreaterThanOrEqual(3);
  });

  it('are repaired page by page, going on where the answer says', async () => {
    const trades = Array.from({ length: 450 }, (_, index) => [
      paths.shadowTrade('alice', `t${String(index).padStart(3, '0')}`),
      { symbol: 'AAPL', side: 'buy', quantity: 1, entry_price: 100, created_at: '2024-03-01T12:00:00' },
    ]);
    const writer = firestore.db.bulkWriter();
    for (const [path, fields] of trades) void writer.set(firestore.db.doc(path as string), fields as object);
    await writer.close();
    const clock = new ManualClock('2026-03-02T15:00:00.000Z');
    const repairs = repairStore(firestore.db);
    const slow = {
      ...repairs,
      page: async (uid: string, after: string | undefined) => {
        clock.advance(60_000);
        return repairs.page(uid, after);
      },
    };
    const examined: number[] = [];
    let after: string | undefined;
    do {
      const request = { targetUserId: 'alice', dryRun: false, ...(after === undefined ? {} : { after }) };
      const answer = repairDocumentsResponse.parse(
        await repairDocuments('olivia', request, { repairs: slow, clock, log: memoryLog() }),
      );
      examined.push(answer.examined);
      after = answer.next ?? undefined;
    } while (after !== undefined);
    expect(examined).toEqual([3, 0, 200, 200, 50]);
    expect((await repair()).report).toEqual([]);
  });

  it('count in the sums once a closed trade was mended', async () => {
    const closed = LEGACY_SHAPES.find(({ title }) => title.startsWith('a closed trade'));
    const figures = async () => (await firestore.db.doc(paths.performance('alice')).get()).data();
    await firestore.put({
      [paths.performance('alice')]: { closed_trades: 1, realized_pnl: '5.00' },
      [paths.shadowTrade('alice', 'x')]: closed?.fields ?? {},
    });
    await repair();
    const { final_pnl } = (await firestore.db.doc(paths.shadowTrade('alice', 'x')).get()).data() ?? {};
    expect(await figures()).toMatchObject({ closed_trades: 1, realized_pnl: final_pnl, counted_to: null });
  });

  it('of nobody who is there are not repaired', async () => {
    await firestore.db.doc(paths.tenantDocument('alice')).delete();
    await expect(repair()).rejects.toMatchObject({ code: 'failed-precondition' });
  });
});
