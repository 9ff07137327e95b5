import { type Firestore, Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseMoney } from '../../domain/src/money/money.ts';
import * as paths from '../../domain/src/paths.ts';
import { deleteAccount } from '../../functions/src/accounts/delete-account.ts';
import type { DeleteAccountPorts } from '../../functions/src/accounts/ports.ts';
import { accountRemoval } from '../../functions/src/data/accounts/account-removal.ts';
import { dueTenants } from '../../functions/src/data/pulse/due-tenants.ts';
import { syncWriter } from '../../functions/src/data/pulse/sync-writer.ts';
import type { TenantState } from '../../functions/src/pulse/ports.ts';
import { systemClock } from '../../functions/src/runtime/clock.ts';
import { ManualClock } from '../../functions/test-support/manual-clock.ts';
import { memoryLog } from '../../functions/test-support/memory-log.ts';
import { account } from '../../functions/test-support/memory-ports.ts';
import { Crash, crashAtEveryWrite, crashingFirestore } from '../support/crashing-firestore.ts';
import { type DumpedDocument, dump } from '../support/firestore-dump.ts';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';
import { currentState, quietSync } from '../support/tenant-state.ts';

const UID = 'alice';
const now = '2026-03-02T15:00:00.000Z';

const OF_ALICE: Record<string, object> = {
  'users/alice': { onboarded: true, email: 'alice@test.example' },
  'users/alice/status/trading': { enabled: true, message: 'on', updated_by: 'user', locked: false },
  'users/alice/config/alpaca': { configured: true, environment: 'paper', secret_version: '1' },
  'users/alice/data/snapshot': { synced_at: Timestamp.fromMillis(0), equity: '1.00' },
  'users/alice/idempotencyKeys/k': { at: 1 },
  'users/alice/secrets/s': { at: 1 },
  'users/alice/a/b/c/d': { parent: 'does not exist' },
  'users/alice/nobody-thought-of/this': { at: 1 },
  'traderProfiles/alice': { handle: 'ally' },
  'tenants/alice/accounts/primary': { equity: 1 },
  'tradingSignals/of-alice': { user_id: 'alice' },
  'tradingSignals/camel': { userId: 'alice' },
  'shadowTradeHistory/of-alice': { tenant_id: 'alice' },
};

const OF_OTHERS: Record<string, object> = {
  'users/bob': { onboarded: true },
  'users/bob/status/trading': { enabled: true },
  'users/bob/signals/s': { reason: 'his' },
  'users/alicea/signals/s': { reason: 'not hers' },
  'traderProfiles/bob': { handle: 'bobby' },
  'tenants/bob/accounts/primary': { equity: 1 },
  'tradingSignals/of-bob': { user_id: 'bob' },
  'tradingSignals/of-both': { user_id: 'alice', tenant_id: 'bob' },
  'tradingSignals/of-nobody': { symbol: 'AAPL' },
  'alpacaAccounts/snapshot': { equity: 1 },
};

describe('the documents of a deleted account', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-delete');
  });
  beforeEach(async () => {
    await firestore.clear();
    await firestore.put({ ...OF_OTHERS, ...OF_ALICE });
  });
  afterAll(() => firestore.close());

  const portsOver = (db: Firestore): DeleteAccountPorts => ({
    removal: accountRemoval(db),
    vault: { list: async () => ['1'], destroy: async () => 1, erase: async () => {} },
    users: { remove: async () => {} },
    clock: new ManualClock(now),
    log: memoryLog(),
  });
  const remove = (db: Firestore = firestore.db) => deleteAccount(UID, portsOver(db));

  const ofOthers = (documents: Record<string, DumpedDocument>) =>
    Object.fromEntries(Object.entries(documents).filter(([path]) => path in OF_OTHERS));
  const stub = {
    state: 'deleted',
    deleted_at: now,
    documents: Object.keys(OF_ALICE).length,
    actor: 'user',
  };

  it('are gone, whatever they are called, and all others are as they were', async () => {
    const before = await dump(firestore.db);
    await remove();
    const { [paths.deletedAccount(UID)]: left, ...others } = await dump(firestore.db);
    expect(left?.data).toEqual(stub);
    expect(others).toEqual(ofOthers(before));
    expect(Object.keys(others)).toHaveLength(Object.keys(OF_OTHERS).length);
  });

  it('are gone wherever the deletion was interrupted, once it is repeated', async () => {
    let before: Awaited<ReturnType<typeof dump>> = {};
    const writes = await crashAtEveryWrite(firestore.db, {
      start: async () => {
        await firestore.clear();
        await firestore.put({ ...OF_OTHERS, ...OF_ALICE });
        before = await dump(firestore.db);
      },
      work: remove,
      afterwards: async crash => {
        await remove();
        const { [paths.deletedAccount(UID)]: left, ...others } = await dump(firestore.db);
        expect([crash, left?.data]).toEqual([crash, stub]);
        expect(others).toEqual(ofOthers(before));
      },
    });
    expect(writes).toBeGreaterThan(8);
  });

  it('are not listed for the heartbeat from the first step on, and may not trade', async () => {
    const { db } = crashingFirestore(firestore.db, { at: 1, when: 'after' });
    await expect(remove(db)).rejects.toThrow(Crash);
    const listed: string[] = [];
    for await (const page of dueTenants(firestore.db).pages('everybody')) listed.push(...page);
    expect(listed).toEqual(['bob']);
    expect(await firestore.read(paths.tradingStatus(UID))).toMatchObject({ enabled: false });
  });

  it('take the counts of their calls with them', async () => {
    for (const uid of [UID, 'bob'])
      await firestore.db.doc(paths.callCount(uid, 'get_quote')).set({ in_day: 1 });
    await remove();
    const left = Object.keys(await dump(firestore.db)).filter(path => path.startsWith('callCounts/'));
    expect(left).toEqual([paths.callCount('bob', 'get_quote')]);
  });

  it('are gone for somebody who never was set up, and a second deletion changes nothing', async () => {
    await firestore.clear();
    await remove();
    const once = await dump(firestore.db);
    expect(Object.keys(once)).toEqual([paths.deletedAccount(UID)]);
    await remove();
    expect(await dump(firestore.db)).toEqual(once);
  });

  it('number in the thousands without harm', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1_200 }, (_, n) => [`users/alice/signals/${n}`, { n }]),
    );
    await firestore.put(many);
    await remove();
    const left = await firestore.db.doc(paths.deletedAccount(UID)).get();
    expect(left.get('documents')).toBe(stub.documents + 1_200);
    expect((await firestore.db.collection(paths.signals(UID)).get()).empty).toBe(true);
  });

  describe('a sync that was under way', () => {
    const full = { account: account('1000'), positions: [] };
    const points = { day: '2026-03-02', equity: { '1505': parseMoney('1000.00') }, prices: {} };
    const failed = {
      code: 'broker_unavailable',
      at: new Date(now),
      consecutiveFailures: 1,
      retryAt: undefined,
      parkedVersion: undefined,
    } as const;
    const sync = (state: TenantState, failure: boolean) =>
      syncWriter(firestore.db, systemClock).commit({
        ...quietSync(state, new Date(now)),
        found: failure ? undefined : full,
        error: failure ? failed : undefined,
        // So that every document that a sync writes is among them.
        appended: failure ? undefined : { points: [points], trades: state.openTrades },
      });

    it.each([
      ['a snapshot over one that was there', false, true],
      ['the first snapshot', false, false],
      ['the first error', true, true],
    ])('does not bring back %s', async (_, failure, hadSnapshot) => {
      if (!hadSnapshot) await firestore.db.doc(paths.snapshot(UID)).delete();
      const state = await currentState(firestore.db, UID);
      await remove();
      const before = await dump(firestore.db);
      expect(await sync(state, failure)).toBe('superseded');
      expect(await dump(firestore.db)).toEqual(before);
    });

    it('leaves nothing behind, after whichever write of the deletion it ends', async () => {
      const counting = crashingFirestore(firestore.db);
      await remove(counting.db);
      const kinds = { snapshots: 0, errors: 0 };
      for (let write = 1; write <= counting.writes(); write += 1) {
        for (const hadSnapshot of [true, false]) {
          await firestore.clear();
          await firestore.put(OF_ALICE);
          if (!hadSnapshot) await firestore.db.doc(paths.snapshot(UID)).delete();
          const state = await currentState(firestore.db, UID);
          const { db } = crashingFirestore(firestore.db, undefined, async done => {
            if (done !== write) return;
            kinds.snapshots += (await sync(state, false)) === 'written' ? 1 : 0;
            kinds.errors += (await sync(state, true)) === 'written' ? 1 : 0;
          });
          await remove(db);
          const left = Object.keys(await dump(firestore.db));
          expect([write, hadSnapshot, left]).toEqual([write, hadSnapshot, [paths.deletedAccount(UID)]]);
        }
      }
      // Otherwise no sync would have come in between, and nothing was shown.
      expect(kinds.snapshots).toBeGreaterThan(2);
    });

    it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('leaves nothing behind when it ends after write %i', async write => {
      await firestore.db.doc(paths.snapshot(UID)).delete();
      const states = await Promise.all([currentState(firestore.db, UID), currentState(firestore.db, UID)]);
      const { db } = crashingFirestore(firestore.db, { at: write, when: 'after' });
      await expect(remove(db)).rejects.toThrow(Crash);
      await sync(states[0], false);
      await sync(states[1], true);
      await remove();
      const left = Object.keys(await dump(firestore.db)).filter(path => path.startsWith('users/alice/'));
      expect(left).toEqual([]);
    });
  });
});
