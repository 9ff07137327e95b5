import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { brokerConfig } from '../../../domain/src/documents/broker-config.ts';
import { tradingStatus } from '../../../domain/src/documents/trading-status.ts';
import * as paths from '../../../domain/src/paths.ts';
import type { AccountStore } from '../../../functions/src/accounts/ports.ts';
import { FirestoreAccountStore } from '../../../functions/src/data/accounts/account-store.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { currentState } from '../../support/tenant-state.ts';

const now = new Date('2026-03-02T15:00:00Z');
const alice = { uid: 'alice', email: 'alice@test.example', displayName: undefined };

describe('the documents of an account', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  beforeEach(() => firestore.clear());
  afterAll(() => firestore.close());

  const connection = (secretVersion: string) => ({
    environment: 'paper' as const,
    keyIdLast4: 'ABCD',
    secretVersion,
  });

  it('begin with trading off and no broker', async () => {
    expect(await new FirestoreAccountStore(firestore.db).onboard(alice, now)).toBe('created');
    expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({
      enabled: false,
      locked: false,
      connected: false,
    });
    expect(await firestore.read(paths.brokerConfig('alice', 'alpaca'))).toMatchObject({ configured: false });
    expect(await firestore.read(paths.tenantDocument('alice'))).toMatchObject({
      onboarded: true,
      tier: 'free',
    });
  });

  it('are made once, however often and however simultaneously a user signs up', async () => {
    const store = new FirestoreAccountStore(firestore.db);
    const results = await Promise.all(Array.from({ length: 5 }, () => store.onboard(alice, now)));
    expect(results.toSorted()).toEqual(['created', 'existing', 'existing', 'existing', 'existing']);
  });

  it('are not reset by a second onboarding', async () => {
    const store = new FirestoreAccountStore(firestore.db);
    await store.onboard(alice, now);
    await firestore.db.doc(paths.tradingStatus('alice')).update({ enabled: true });
    expect(await store.onboard(alice, now)).toBe('existing');
    expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({ enabled: true });
  });

  /** Counts an attempt to connect, which `save` brings to its end. */
  async function begin(store: AccountStore) {
    const begun = await store.beginConnecting('alice');
    if (begun === 'tenant_gone') throw new Error('no tenant');
    return {
      ...begun,
      save: (version: string) => store.saveConnection('alice', begun.attempt, connection(version), now),
    };
  }

  it('name the connection that began last, whichever is written last and whatever its version', async () => {
    const store = new FirestoreAccountStore(firestore.db);
    await store.onboard(alice, now);
    const [first, second] = [await begin(store), await begin(store)];
    expect(await second.save('1')).toEqual({ kind: 'saved', replaced: undefined, last: true });
    expect(await first.save('10')).toEqual({ kind: 'superseded' });
    expect(await firestore.read(paths.brokerConfig('alice', 'alpaca'))).toMatchObject({
      [brokerConfig.names.secretVersion]: '1',
    });
    const third = await begin(store);
    await begin(store);
    expect(await third.save('2')).toEqual({ kind: 'saved', replaced: '1', last: false });
  });

  it('let moved keys take no connection’s place, though they came later', async () => {
    const store = new FirestoreAccountStore(firestore.db);
    await store.onboard(alice, now);
    const [own, moving] = [await begin(store), await begin(store)];
    await own.save('1');
    const moved = { ...connection('2'), moved: true } as const;
    expect(await store.saveConnection('alice', moving.attempt, moved, now)).toEqual({ kind: 'superseded' });
    expect(await firestore.read(paths.brokerConfig('alice', 'alpaca'))).toMatchObject({
      [brokerConfig.names.secretVersion]: '1',
    });
  });

  it('give each connection an id of its own, although the numbers of versions start over', async () => {
    const store = new FirestoreAccountStore(firestore.db);
    await store.onboard(alice, now);
    const idOf = async () => {
      await (await begin(store)).save('1');
      return (await currentState(firestore.db, 'alice')).connection?.id;
    };
    const ids = [await idOf(), await idOf(), await idOf()];
    expect(new Set(ids).size).toBe(3);
  });

  it('let disconnecting end every attempt that began before it, and none after', async () => {
    const store = new FirestoreAccountStore(firestore.db);
    await store.onboard(alice, now);
    const before = await begin(store);
    expect(await store.clearConnection('alice', now)).toMatchObject({ kind: 'not_connected' });
    expect(await before.save('1')).toEqual({ kind: 'superseded' });
    expect(await (await begin(store)).save('2')).toMatchObject({ kind: 'saved' });
  });

  it('know when the vault can hold nothing', async () => {
    const store = new FirestoreAccountStore(firestore.db);
    await store.onboard(alice, now);
    expect(await store.mayHoldKeys('alice')).toBe(false);
    expect((await begin(store)).leftovers).toBe(false);
    expect((await begin(store)).leftovers).toBe(true);
    const early = await store.clearConnection('alice', now);
    const { save } = await begin(store);
    await store.noteEmptied('alice', early.attempt);
    expect(await store.mayHoldKeys('alice')).toBe(true);
    await save('3');
    const late = await store.clearConnection('alice', now);
    await store.noteEmptied('alice', late.attempt);
    expect(await store.mayHoldKeys('alice')).toBe(false);
  });

  it('take a connection from before attempts were counted for one that may have left anything', async () => {
    const store = new FirestoreAccountStore(firestore.db);
    await store.onboard(alice, now);
    const old = { configured: true, environment: 'paper', [brokerConfig.names.secretVersion]: '7' };
    await firestore.db.doc(paths.brokerConfig('alice', 'alpaca')).set(old);
    expect((await currentState(firestore.db, 'alice')).connection?.id).toBe('7');
    expect(await store.mayHoldKeys('alice')).toBe(true);
    expect(await (await begin(store)).save('1')).toEqual({ kind: 'saved', replaced: '7', last: true });
  });

  it('lose a standing error with a new connection, and the connection with disconnecting', async () => {
    const store = new FirestoreAccountStore(firestore.db);
    await store.onboard(alice, now);
    await firestore.db.doc(paths.lastSyncError('alice')).set({ code: 'credentials_rejected' });
    await (await begin(store)).save('1');
    expect(await firestore.read(paths.lastSyncError('alice'))).toBeUndefined();
    expect(await store.clearConnection('alice', now)).toMatchObject({ kind: 'cleared', version: '1' });
    expect(await store.clearConnection('alice', now)).toMatchObject({ kind: 'not_connected' });
  });

  describe('of the kill switch', () => {
    const trading = () => firestore.read(paths.tradingStatus('alice'));
    const connected = async () => {
      const store = new FirestoreAccountStore(firestore.db);
      await store.onboard(alice, now);
      await (await begin(store)).save('1');
      return store;
    };

    it('say that there is a broker account, and leave the switch as it is', async () => {
      await connected();
      expect(await trading()).toMatchObject({ enabled: false, connected: true });
    });

    it('are switched off with disconnecting', async () => {
      const store = await connected();
      await firestore.db.doc(paths.tradingStatus('alice')).update({ enabled: true });
      await store.clearConnection('alice', now);
      expect(await trading()).toMatchObject({
        enabled: false,
        connected: false,
        message: 'No broker account is connected, so trading is off.',
      });
    });

    it('keep an operator’s lock and its reason with disconnecting', async () => {
      const store = await connected();
      const lock = { locked: true, message: 'Audit', [tradingStatus.names.updatedBy]: 'operator' };
      await firestore.db.doc(paths.tradingStatus('alice')).update(lock);
      await store.clearConnection('alice', now);
      expect(await trading()).toMatchObject({ ...lock, enabled: false, connected: false });
    });
  });

  it.each([undefined, { onboarded: false, deleting: true }])(
    'do not come back when the account was deleted, or is being deleted (%j)',
    async profile => {
      const store = new FirestoreAccountStore(firestore.db);
      if (profile) await firestore.db.doc(paths.tenantDocument('alice')).set(profile);
      await firestore.db.doc(paths.deletedAccount('alice')).set({ state: 'deleting' });
      expect(await store.onboard(alice, now)).toBe('deleted');
      expect(await store.beginConnecting('alice')).toBe('tenant_gone');
      expect(await store.saveConnection('alice', 1, connection('1'), now)).toEqual({ kind: 'tenant_gone' });
      expect(await store.clearConnection('alice', now)).toMatchObject({ kind: 'not_connected' });
      await store.noteEmptied('alice', 1);
      expect(await firestore.read(paths.tenantDocument('alice'))).toEqual(profile);
      expect(await firestore.read(paths.brokerConfig('alice', 'alpaca'))).toBeUndefined();
    },
  );
});
