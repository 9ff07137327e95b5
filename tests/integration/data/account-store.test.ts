import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as paths from '../../../domain/src/paths.ts';
import { accountStore } from '../../../functions/src/data/account-store.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';

const now = new Date('2026-03-02T15:00:00Z');
const alice = { uid: 'alice', email: 'alice@test.example', displayName: undefined };

describe('the documents of an account', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  beforeEach(() => firestore.clear());
  afterAll(() => firestore.close());

  const document = async (path: paths.DocumentPath) => (await firestore.db.doc(path).get()).data();
  const connection = (secretVersion: string) => ({
    environment: 'paper' as const,
    keyIdLast4: 'ABCD',
    secretVersion,
  });

  it('begin with trading off and no broker', async () => {
    expect(await accountStore(firestore.db).onboard(alice, now)).toBe('created');
    expect(await document(paths.tradingStatus('alice'))).toMatchObject({ enabled: false, locked: false });
    expect(await document(paths.brokerConfig('alice', 'alpaca'))).toMatchObject({ configured: false });
    expect(await document(paths.tenantDocument('alice'))).toMatchObject({ onboarded: true, tier: 'free' });
  });

  it('are made once, however often and however simultaneously a user signs up', async () => {
    const store = accountStore(firestore.db);
    const results = await Promise.all(Array.from({ length: 5 }, () => store.onboard(alice, now)));
    expect(results.toSorted()).toEqual(['created', 'existing', 'existing', 'existing', 'existing']);
  });

  it('are not reset by a second onboarding', async () => {
    const store = accountStore(firestore.db);
    await store.onboard(alice, now);
    await firestore.db.doc(paths.tradingStatus('alice')).update({ enabled: true });
    expect(await store.onboard(alice, now)).toBe('existing');
    expect(await document(paths.tradingStatus('alice'))).toMatchObject({ enabled: true });
  });

  it('name the newest of two connections, whichever is written last', async () => {
    const store = accountStore(firestore.db);
    await store.onboard(alice, now);
    expect(await store.saveConnection('alice', connection('10'), now)).toBe('saved');
    expect(await store.saveConnection('alice', connection('9'), now)).toBe('superseded');
    expect(await document(paths.brokerConfig('alice', 'alpaca'))).toMatchObject({ secret_version: '10' });
  });

  it('lose a standing error with a new connection, and the connection with disconnecting', async () => {
    const store = accountStore(firestore.db);
    await store.onboard(alice, now);
    await firestore.db.doc(paths.lastSyncError('alice')).set({ code: 'credentials_rejected' });
    await store.saveConnection('alice', connection('1'), now);
    expect(await document(paths.lastSyncError('alice'))).toBeUndefined();
    expect(await store.clearConnection('alice', now)).toBe('cleared');
    expect(await store.clearConnection('alice', now)).toBe('not_connected');
  });

  it.each([undefined, { onboarded: false, deleting: true }])(
    'do not come back when the account was deleted, or is being deleted (%j)',
    async profile => {
      const store = accountStore(firestore.db);
      if (profile) await firestore.db.doc(paths.tenantDocument('alice')).set(profile);
      await firestore.db.doc(paths.deletedAccount('alice')).set({ state: 'deleting' });
      expect(await store.onboard(alice, now)).toBe('deleted');
      expect(await store.saveConnection('alice', connection('1'), now)).toBe('tenant_gone');
      expect(await store.clearConnection('alice', now)).toBe('not_connected');
      expect(await document(paths.tenantDocument('alice'))).toEqual(profile);
      expect(await document(paths.brokerConfig('alice', 'alpaca'))).toBeUndefined();
    },
  );
});
