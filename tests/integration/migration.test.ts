import { type Firestore, Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { legacyReader } from '../../functions/src/data/migration/legacy-reader.ts';
import { migrationStore } from '../../functions/src/data/migration/migration-store.ts';
import { repairStore } from '../../functions/src/data/migration/repair-store.ts';
import { snapshotReader } from '../../functions/src/data/signals/snapshot-reader.ts';
import { migrateLegacyData } from '../../functions/src/migration/migrate-legacy-data.ts';
import { ManualClock } from '../../functions/test-support/manual-clock.ts';
import { memoryLog } from '../../functions/test-support/memory-log.ts';
import { Crash, crashAtEveryWrite, crashingFirestore } from '../support/crashing-firestore.ts';
import { type DumpedDocument, dump } from '../support/firestore-dump.ts';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';
import { movePorts } from '../support/move-ports.ts';
import { onboardedTenant } from '../support/onboarded.ts';
import { currentState } from '../support/tenant-state.ts';

const UID = 'alice';
const TO_ALICE = 'Global documents that name nobody went to the tenant alice, and to no other.';
const at = Timestamp.fromMillis(Date.UTC(2024, 2, 1, 12));

const signal = (fields: object = {}) => ({
  symbol: 'AAPL',
  action: 'BUY',
  notional: 100.5,
  createdAt: at,
  ...fields,
});
const trade = (fields: object = {}) => ({
  symbol: 'AAPL',
  side: 'long',
  quantity: 0.1 + 0.2,
  entryPrice: 187.1,
  timestamp: at.toMillis(),
  ...fields,
});

/** What two earlier systems left: some of it alice's, some of it bob's, some of it nobody's by name. */
const LEGACY: Record<string, object> = {
  'alpacaAccounts/snapshot': { equity: 1, buyingPower: 2, cash: 3, updatedAt: '2024-02-01T00:00:00' },
  'tenants/alice/accounts/primary': {
    account: {
      equity: '10250.375',
      buying_power: '20000.1',
      cash: '5000',
      currency: 'USD',
      status: 'ACTIVE',
    },
    positions: [{ symbol: 'BTCUSD', qty: '0.25', avg_entry_price: '60000', unrealized_pl: -12.5 }],
    synced_at: at,
  },
  'tenants/bob/accounts/primary': { equity: 7, buyingPower: 7, cash: 7, synced_at: at },
  'users/alice/alpacaAccounts/snapshot': { equity: 9, buying_power: 9, cash: 9, syncedAt: 1_700_000_000 },
  'users/alice/trading_signals/own': signal({ reason: 'own' }),
  'users/alice/trading_signals/shared': signal({ reason: 'own goes first' }),
  'users/alice/tradingSignals/camel': signal({ user_id: 'alice' }),
  'users/bob/trading_signals/foreign': signal({ reason: 'canary' }),
  'tradingSignals/shared': signal({ reason: 'global' }),
  'tradingSignals/nobody': signal(),
  'tradingSignals/broken': signal({ notional: Number.NaN }),
  'tradingSignals/of-bob': signal({ userId: 'bob', reason: 'canary' }),
  'shadowTradeHistory/open': trade(),
  'shadowTradeHistory/closed': trade({ status: 'closed', exit_price: 190, closed_at: at, final_pnl: 0.87 }),
  'shadowTradeHistory/of-bob': trade({ tenant_id: 'bob', strategy: 'canary' }),
};

describe('the migration in Firestore', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-migration');
  });
  beforeEach(async () => {
    await firestore.clear();
    await firestore.put(LEGACY);
    await firestore.put(onboardedTenant(UID));
  });
  afterAll(() => firestore.close());

  const migrate = (dryRun = false, db: Firestore = firestore.db) =>
    migrateLegacyData(
      'olivia',
      { targetUserId: UID, dryRun, withoutGlobal: false, moveKeys: false },
      {
        legacy: legacyReader(db),
        store: migrationStore(db),
        repairs: repairStore(db),
        keys: movePorts(db),
        clock: new ManualClock('2026-03-02T15:00:00.000Z'),
        log: memoryLog(),
      },
    );

  const everything = (): Promise<Record<string, DumpedDocument>> => dump(firestore.db);
  /** The documents but the audit, whose ids are random, and without the times of their writes. */
  const contents = async () =>
    Object.fromEntries(
      Object.entries(await everything())
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

  it('ends in documents that the product reads', async () => {
    const answer = await migrate();
    expect(answer).toMatchObject({
      status: 'partial',
      message: `7 documents copied, 0 already there, 5 skipped, 1 unreadable. ${TO_ALICE}`,
      migratedFields: ['snapshot', 'signals', 'shadowTradeHistory'],
    });
    expect(await snapshotReader(firestore.db).read(UID)).toEqual({
      syncedAt: at.toDate(),
      equity: '10250.38',
      cash: '5000.00',
      buyingPower: '20000.10',
      currency: 'USD',
      positions: [
        {
          symbol: 'BTC/USD',
          side: 'long',
          assetClass: 'crypto',
          quantity: '0.25',
          marketValue: '15000.00',
          unrealizedPnl: '-12.50',
        },
      ],
    });
    const { openTrades } = await currentState(firestore.db, UID);
    expect(openTrades).toMatchObject([{ id: 'open', side: 'BUY', quantity: '0.3', entryPrice: '187.1' }]);
    const signals = await firestore.db.collection(paths.signals(UID)).get();
    expect(signals.docs.map(document => [document.id, document.get('reason')])).toEqual([
      ['camel', 'No reason was kept.'],
      ['nobody', 'No reason was kept.'],
      ['own', 'own'],
      ['shared', 'own goes first'],
    ]);
    const [entry, ...others] = (await firestore.db.collection(paths.audit(UID)).get()).docs;
    expect(others).toEqual([]);
    expect(entry?.data()).toMatchObject({
      event: 'data_migrated',
      actor: 'operator',
      detail: { copied: 7, already_there: 0, mended: 0, moved: 0, skipped: 5, unreadable: 1 },
    });
  });

  it('leaves every source as it was, to the time of its last write, and everybody else alone', async () => {
    const before = await everything();
    const answer = await migrate();
    const after = await everything();
    for (const [path, document] of Object.entries(before)) expect(after[path]).toEqual(document);
    const added = Object.keys(after).filter(path => !(path in before));
    expect(added.filter(path => !path.startsWith('users/alice/'))).toEqual([paths.legacyDocumentsOwner()]);
    const written = JSON.stringify([answer, added.map(path => after[path])]);
    expect(written).not.toContain('canary');
    expect(written).not.toMatch(/"bob"/);
  });

  it('writes nothing at all in a dry run, which reports what the run then does', async () => {
    const before = await everything();
    const dry = await migrate(true);
    expect(await everything()).toEqual(before);
    expect((await migrate()).report).toEqual(dry.report);
    const once = await everything();
    const again = await migrate(true);
    expect(await everything()).toEqual(once);
    expect(again.message).toBe(
      '0 documents would be copied, 7 already there, 5 skipped, 1 unreadable. Global documents that name nobody go to the tenant alice, and to no other.',
    );
  });

  it('ends the same wherever it was interrupted, once it is repeated', async () => {
    await migrate();
    const expected = await contents();
    const writes = await crashAtEveryWrite(firestore.db, {
      start: async () => {
        await firestore.clear();
        await firestore.put(LEGACY);
        await firestore.put(onboardedTenant(UID));
      },
      work: db => migrate(false, db),
      afterwards: async () => {
        const { report } = await migrate();
        expect(await contents()).toEqual(expected);
        expect(
          report.filter(({ outcome }) => outcome === 'copied' || outcome === 'already_there'),
        ).toHaveLength(7);
      },
    });
    expect(writes).toBeGreaterThanOrEqual(5);
  });

  it('does not touch what came after an earlier run', async () => {
    await migrate();
    await firestore.db.doc(paths.shadowTrade(UID, 'open')).update({
      status: 'CLOSED',
      current_price: '200',
      exit_price: '200',
      exit_reason: 'manual',
      final_pnl: '3.87',
      final_pnl_percent: '6.8947',
      closed_at: at,
    });
    await firestore.db
      .doc(paths.snapshot(UID))
      .update({ synced_at: Timestamp.fromMillis(Date.UTC(2026, 0, 1)) });
    const before = await contents();
    const { report } = await migrate();
    expect(await contents()).toEqual(before);
    expect(report.find(line => line.source === 'shadowTradeHistory/open')).toMatchObject({
      outcome: 'already_there',
    });
    expect(
      report.find(line => line.target === paths.snapshot(UID) && line.reason === 'Newer data is there.'),
    ).toBeDefined();
  });

  it('counts the closed trades that came, once', async () => {
    const figures = async () => (await firestore.db.doc(paths.performance(UID)).get()).data();
    await migrate();
    const counted = await figures();
    expect(counted).toMatchObject({ closed_trades: 1, gross_profit: '0.87', realized_pnl: '0.87' });
    await migrate();
    expect(await figures()).toEqual(counted);
  });

  it('goes through thousands of documents, page by page', async () => {
    const many = Array.from(
      { length: 1_050 },
      (_, index) => [`tradingSignals/s${index}`, signal({ n: index })] as const,
    );
    await firestore.put(Object.fromEntries(many));
    const { db, writes } = crashingFirestore(firestore.db);
    const { message } = await migrate(false, db);
    expect(message).toBe(`1057 documents copied, 0 already there, 5 skipped, 1 unreadable. ${TO_ALICE}`);
    expect(writes()).toBeLessThan(15);
    expect((await firestore.db.collection(paths.signals(UID)).count().get()).data().count).toBe(1_054);
  });

  it('stops when the tenant is being deleted meanwhile', async () => {
    const { db } = crashingFirestore(firestore.db, { at: 1, when: 'after' });
    await expect(migrate(false, db)).rejects.toThrow(Crash);
    const ports = {
      legacy: legacyReader(firestore.db),
      store: { ...migrationStore(firestore.db), isOnboarded: async () => true },
      repairs: repairStore(firestore.db),
      keys: movePorts(firestore.db),
      clock: new ManualClock('2026-03-02T15:00:00.000Z'),
      log: memoryLog(),
    };
    await firestore.db.doc(paths.tenantDocument(UID)).update({ onboarded: false, deleting: true });
    const before = await everything();
    await expect(
      migrateLegacyData(
        'olivia',
        { targetUserId: UID, dryRun: false, withoutGlobal: false, moveKeys: false },
        ports,
      ),
    ).rejects.toMatchObject({
      code: 'failed-precondition',
    });
    expect(await everything()).toEqual(before);
  });
});
