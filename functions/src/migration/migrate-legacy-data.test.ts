import { migrateLegacyDataResponse } from '@agenttrader/domain/callables/migrate-legacy-data';
import { describe, expect, it } from 'vitest';
import { legacyDocument, type MemoryLegacy, memoryMigration } from '../../test-support/memory-migration.ts';
import { migrateLegacyData } from './migrate-legacy-data.ts';

const TO_ALICE = 'Global documents that name nobody went to the tenant alice, and to no other.';
const WENT = 'It names nobody, and such documents went to the tenant alice.';
const LEFT = 'It names nobody, and such documents were to be left.';
const FOREIGN = 'It names somebody else as its owner.';
const at = (day: number) => new Date(Date.UTC(2024, 2, day));
const snapshot = (path: string, day: number, fields: object = {}) =>
  legacyDocument(path, { equity: day, buyingPower: 1, cash: 1, syncedAt: at(day), ...fields });
const signal = (path: string, fields: object = {}) =>
  legacyDocument(path, { symbol: 'AAPL', action: 'buy', notional: 100, createdAt: at(1), ...fields });
const trade = (path: string, fields: object = {}) =>
  legacyDocument(path, { symbol: 'AAPL', side: 'buy', qty: 1, entryPrice: 100, createdAt: at(1), ...fields });

async function migrate(
  legacy: MemoryLegacy,
  { dryRun = false, withoutGlobal = false, uid = 'alice', world = memoryMigration(legacy) } = {},
) {
  const request = { targetUserId: uid, dryRun, withoutGlobal, moveKeys: false };
  const answer = await migrateLegacyData('olivia', request, world.ports);
  return { ...world, answer: migrateLegacyDataResponse.parse(answer) };
}

const everything: MemoryLegacy = {
  snapshots: [snapshot('users/alice/alpacaAccounts/snapshot', 2), snapshot('alpacaAccounts/snapshot', 1)],
  signals: [
    [signal('users/alice/trading_signals/a'), signal('users/alice/trading_signals/b')],
    [signal('tradingSignals/b'), signal('tradingSignals/c', { user_id: 'bob', reason: 'canary' })],
  ],
  trades: [[trade('shadowTradeHistory/t'), trade('shadowTradeHistory/u', { qty: Number.NaN })]],
};

describe('migrating what an earlier system kept', () => {
  it('reports every document, and counts them', async () => {
    const { answer, canonical, audits } = await migrate(everything);
    expect(answer).toEqual({
      status: 'partial',
      dryRun: false,
      targetUserId: 'alice',
      message: `4 documents copied, 0 already there, 3 skipped, 1 unreadable. ${TO_ALICE}`,
      globalDocumentsOf: 'alice',
      migratedFields: ['snapshot', 'signals', 'shadowTradeHistory'],
      report: [
        ['users/alice/alpacaAccounts/snapshot', 'users/alice/data/snapshot', 'copied', null],
        [
          'alpacaAccounts/snapshot',
          'users/alice/data/snapshot',
          'skipped',
          'users/alice/alpacaAccounts/snapshot is newer.',
        ],
        ['users/alice/trading_signals/a', 'users/alice/signals/a', 'copied', null],
        ['users/alice/trading_signals/b', 'users/alice/signals/b', 'copied', null],
        [
          'tradingSignals/b',
          'users/alice/signals/b',
          'skipped',
          'users/alice/trading_signals/b has the same id and goes first.',
        ],
        ['tradingSignals/c', null, 'skipped', 'It names somebody else as its owner.'],
        ['shadowTradeHistory/t', 'users/alice/shadowTradeHistory/t', 'copied', null],
        ['shadowTradeHistory/u', null, 'unreadable', 'quantity cannot be read.'],
      ].map(([source, target, outcome, reason]) => ({ source, target, outcome, reason })),
    });
    expect([...canonical.keys()]).toHaveLength(4);
    expect(JSON.stringify([answer, [...canonical]])).not.toMatch(/bob|canary/);
    expect(audits).toEqual([
      {
        uid: 'alice',
        counts: { copied: 4, already_there: 0, mended: 0, moved: 0, skipped: 3, unreadable: 1 },
      },
    ]);
  });

  it('writes nothing in a dry run, which answers the same', async () => {
    const dry = await migrate(everything, { dryRun: true });
    const { answer } = await migrate(everything);
    expect(dry.answer.report).toEqual(answer.report);
    expect(dry.answer).toMatchObject({
      dryRun: true,
      status: 'partial',
      migratedFields: answer.migratedFields,
    });
    expect(dry.answer.message).toContain('4 documents would be copied');
    expect([...dry.canonical.keys()]).toEqual([]);
    expect(dry.audits).toEqual([]);
  });

  it('finds everything there the second time', async () => {
    const world = memoryMigration(everything);
    const first = await migrate(everything, { world });
    const stored = structuredClone(world.canonical);
    const { answer } = await migrate(everything, { world });
    expect(answer.message).toBe(`0 documents copied, 4 already there, 3 skipped, 1 unreadable. ${TO_ALICE}`);
    expect(answer.migratedFields).toEqual([]);
    expect(answer.report).toEqual(
      first.answer.report.map(line =>
        line.outcome === 'copied' ? { ...line, outcome: 'already_there' } : line,
      ),
    );
    expect(world.canonical).toEqual(stored);
  });

  it('leaves other data alone that stands in a place', async () => {
    const world = memoryMigration(everything);
    const newer = new Map([
      ['users/alice/data/snapshot', { synced_at: at(30), equity: '7.00' }],
      ['users/alice/signals/a', { symbol: 'KO' }],
      ['users/alice/shadowTradeHistory/t', { symbol: 'KO' }],
    ]);
    for (const [path, fields] of newer) world.canonical.set(path, fields);
    const { answer } = await migrate(everything, { world });
    for (const [path, fields] of newer) {
      expect(world.canonical.get(path)).toBe(fields);
      expect(answer.report.find(line => line.target === path)).toMatchObject({
        outcome: 'skipped',
        reason: 'Newer data is there.',
      });
    }
    expect(answer.migratedFields).toEqual(['signals']);
  });

  it('falls back to the next source where the first cannot be read', async () => {
    const { answer, canonical } = await migrate({
      snapshots: [
        snapshot('users/alice/alpacaAccounts/snapshot', 9, { cash: 'none' }),
        snapshot('tenants/alice/accounts/primary', 3),
        snapshot('alpacaAccounts/snapshot', 3),
      ],
      signals: [[signal('users/alice/trading_signals/a', { action: 'jump' })], [signal('tradingSignals/a')]],
    });
    expect(answer.report.map(({ source, outcome }) => [source, outcome])).toEqual([
      ['users/alice/alpacaAccounts/snapshot', 'unreadable'],
      ['tenants/alice/accounts/primary', 'copied'],
      ['alpacaAccounts/snapshot', 'skipped'],
      ['users/alice/trading_signals/a', 'unreadable'],
      ['tradingSignals/a', 'copied'],
    ]);
    expect(canonical.get('users/alice/data/snapshot')).toMatchObject({ synced_at: at(3) });
  });

  it('takes the newest snapshot, wherever it stands', async () => {
    const { canonical } = await migrate({
      snapshots: [snapshot('users/alice/alpacaAccounts/snapshot', 2), snapshot('alpacaAccounts/snapshot', 5)],
    });
    expect(canonical.get('users/alice/data/snapshot')).toMatchObject({ synced_at: at(5), equity: '5.00' });
  });

  it('says so when there is nothing', async () => {
    expect((await migrate({})).answer).toMatchObject({
      status: 'nothing_to_migrate',
      message: 'There is nothing of an earlier system for this tenant.',
      report: [],
    });
    const foreign = { snapshots: [snapshot('alpacaAccounts/snapshot', 1, { userId: 'bob' })] };
    expect((await migrate(foreign)).answer).toMatchObject({
      status: 'nothing_to_migrate',
      migratedFields: [],
    });
    const own = { snapshots: [snapshot('alpacaAccounts/snapshot', 1)] };
    expect((await migrate(own)).answer).toMatchObject({ status: 'success' });
  });

  it('goes to nobody who is not there', async () => {
    const { ports } = memoryMigration(everything, []);
    await expect(
      migrateLegacyData(
        'olivia',
        { targetUserId: 'alice', dryRun: true, withoutGlobal: false, moveKeys: false },
        ports,
      ),
    ).rejects.toMatchObject({ code: 'failed-precondition' });
  });

  it('does not keep an id that no callable could name afterwards', async () => {
    const { answer } = await migrate({ signals: [[signal(`tradingSignals/${'x'.repeat(129)}`)]] });
    expect(answer.report).toMatchObject([
      { outcome: 'unreadable', reason: 'Its id is too long to be kept.' },
    ]);
  });

  describe('from global documents that name nobody', () => {
    const nameless: MemoryLegacy = {
      snapshots: [snapshot('alpacaAccounts/snapshot', 1)],
      signals: [[signal('tradingSignals/s'), signal('tradingSignals/own', { userId: 'bob' })]],
      trades: [[trade('shadowTradeHistory/t')]],
    };
    const both = () => memoryMigration(nameless, ['alice', 'bob']);

    it('goes to the tenant who is migrated first, and to no other', async () => {
      const world = both();
      const first = await migrate(nameless, { world });
      expect(first.answer).toMatchObject({ status: 'success', globalDocumentsOf: 'alice' });
      const second = await migrate(nameless, { world, uid: 'bob' });
      expect(second.answer.globalDocumentsOf).toBe('alice');
      expect(second.answer.message).toContain(TO_ALICE);
      expect(second.answer.report.map(({ source, outcome, reason }) => [source, outcome, reason])).toEqual([
        ['alpacaAccounts/snapshot', 'skipped', WENT],
        ['tradingSignals/s', 'skipped', WENT],
        ['tradingSignals/own', 'copied', null],
        ['shadowTradeHistory/t', 'skipped', WENT],
      ]);
      expect((await migrate(nameless, { world })).answer.report).toEqual(
        first.answer.report.map(line =>
          line.outcome === 'copied' ? { ...line, outcome: 'already_there' } : line,
        ),
      );
    });

    it('stays where it is when asked to, for whoever is migrated next', async () => {
      const world = both();
      const { answer } = await migrate(nameless, { world, withoutGlobal: true });
      expect(answer).toMatchObject({ status: 'nothing_to_migrate', globalDocumentsOf: null });
      expect(answer.report.map(({ reason }) => reason)).toEqual([LEFT, LEFT, FOREIGN, LEFT]);
      expect((await migrate(nameless, { world, uid: 'bob' })).answer.globalDocumentsOf).toBe('bob');
    });

    it('is promised to nobody by a dry run', async () => {
      const world = both();
      const dry = await migrate(nameless, { world, dryRun: true });
      expect(dry.answer.globalDocumentsOf).toBe('alice');
      expect((await migrate(nameless, { world, uid: 'bob' })).answer.globalDocumentsOf).toBe('bob');
      const late = await migrate(nameless, { world });
      expect(late.answer.report.filter(({ outcome }) => outcome === 'copied')).toEqual([]);
    });

    it('is claimed by nobody while none of it can be read', async () => {
      const world = memoryMigration({ trades: [[trade('shadowTradeHistory/t', { qty: 'many' })]] });
      const { answer } = await migrate({}, { world });
      expect(answer).toMatchObject({ status: 'partial', globalDocumentsOf: null });
    });
  });
});
