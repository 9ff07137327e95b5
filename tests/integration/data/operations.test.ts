import { Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { snapshot } from '../../../domain/src/documents/snapshot.ts';
import { syncError } from '../../../domain/src/documents/sync-error.ts';
import { tradingStatus } from '../../../domain/src/documents/trading-status.ts';
import * as paths from '../../../domain/src/paths.ts';
import { operationsStore } from '../../../functions/src/data/operations/operations-store.ts';
import { getOperations, lockTenant, setGlobalHalt } from '../../../functions/src/operations/operators.ts';
import { syncTenantNow } from '../../../functions/src/operations/sync-tenant.ts';
import { ManualClock } from '../../../functions/test-support/manual-clock.ts';
import { healthyTenant, memoryPorts } from '../../../functions/test-support/memory-ports.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { onboard } from '../../support/onboarded.ts';

describe('operators', () => {
  let firestore: InProcessFirestore;
  const clock = new ManualClock('2026-03-02T15:00:00Z');
  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  beforeEach(async () => {
    await firestore.clear();
    await onboard(firestore.db, clock.now(), 'alice', 'bob');
  });
  afterAll(() => firestore.close());

  const lockedSignIns = new Map<string, boolean>();
  const signIns = {
    async setLocked(uid: string, locked: boolean) {
      if (uid === 'nobody') return 'missing' as const;
      lockedSignIns.set(uid, locked);
      return 'done' as const;
    },
  };
  const ports = () => ({ operations: operationsStore(firestore.db), signIns, clock });
  const audit = async (path: paths.CollectionPath) =>
    (await firestore.db.collection(path).get()).docs.map(entry => entry.data());

  it('halt everybody, and resume, each with an entry in their audit', async () => {
    const halt = await setGlobalHalt('olivia', { halted: true, reason: 'Exchange outage' }, ports());
    expect(halt.status).toBe('halted');
    expect(await firestore.read(paths.globalTrading())).toMatchObject({
      halted: true,
      reason: 'Exchange outage',
    });
    expect((await getOperations({}, ports())).globalHalt).toEqual({
      halted: true,
      reason: 'Exchange outage',
    });
    expect(await setGlobalHalt('olivia', { halted: false, reason: 'Over' }, ports())).toMatchObject({
      status: 'resumed',
    });
    expect((await getOperations({}, ports())).globalHalt.halted).toBe(false);
    const entries = await audit(paths.operatorAudit());
    expect(entries.map(entry => entry.detail.halted).toSorted()).toEqual([false, true]);
    expect(entries.every(entry => entry.actor === 'olivia')).toBe(true);
  });

  it('lock one tenant, and nobody else', async () => {
    await firestore.db.doc(paths.tradingStatus('alice')).update({ enabled: true });
    await firestore.db.doc(paths.tradingStatus('bob')).update({ enabled: true });
    const request = { targetUserId: 'alice', locked: true, reason: 'Suspicious' };
    expect(await lockTenant('olivia', request, ports())).toMatchObject({ status: 'locked' });
    expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({
      enabled: false,
      locked: true,
      [tradingStatus.names.updatedBy]: 'operator',
      message: 'Suspicious',
    });
    expect(await firestore.read(paths.tradingStatus('bob'))).toMatchObject({ enabled: true, locked: false });
    expect(await lockTenant('olivia', { ...request, locked: false }, ports())).toMatchObject({
      status: 'unlocked',
    });
    expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({
      enabled: false,
      locked: false,
    });
    const own = await audit(paths.audit('alice'));
    const events = own.map(entry => entry.event).filter(event => event !== 'onboarded');
    expect(events.toSorted()).toEqual(['trading_locked', 'trading_unlocked']);
    expect(JSON.stringify(own)).not.toContain('olivia');
  });

  it('have one tenant synced whose trading is off, which stands in both audits', async () => {
    const { ports: sync } = memoryPorts({ alice: healthyTenant({ tradingEnabled: false }) });
    const request = { targetUserId: 'alice', reason: 'Ticket 7' };
    const services = { operations: ports().operations, sync };
    expect(await syncTenantNow('olivia', request, 1_000, services)).toMatchObject({ status: 'synced' });
    expect(await audit(paths.operatorAudit())).toMatchObject([
      { event: 'account_synced_on_demand', actor: 'olivia', detail: { tenant: 'alice', reason: 'Ticket 7' } },
    ]);
    const own = await audit(paths.audit('alice'));
    expect(own.filter(entry => entry.event === 'account_synced_on_demand')).toMatchObject([
      { actor: 'operator', detail: { reason: 'Ticket 7' } },
    ]);
    expect(JSON.stringify(own)).not.toContain('olivia');
  });

  it('are told why a tenant could not be synced, in the words that the tenant reads', async () => {
    const { ports: sync } = memoryPorts({ alice: healthyTenant({ secretVersion: undefined }) });
    const services = { operations: ports().operations, sync };
    expect(
      await syncTenantNow('olivia', { targetUserId: 'alice', reason: 'x' }, 1_000, services),
    ).toMatchObject({
      status: 'failed',
      errorCode: 'broker_not_connected',
      message: expect.stringContaining('No broker is connected.'),
    });
  });

  it('cannot have a tenant synced who is not there, and nothing is asked or recorded', async () => {
    const { ports: sync, calls } = memoryPorts({ nobody: healthyTenant() });
    const services = { operations: ports().operations, sync };
    await expect(
      syncTenantNow('olivia', { targetUserId: 'nobody', reason: 'x' }, 1_000, services),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(calls).toEqual([]);
    expect(await audit(paths.operatorAudit())).toEqual([]);
  });

  it('lock a sign-in with the tenant, or where there is no tenant, and unlock it', async () => {
    const request = { targetUserId: 'alice', locked: true, signIn: true, reason: 'Misuse' };
    expect(await lockTenant('olivia', request, ports())).toMatchObject({
      message: expect.stringContaining('The sign-in is locked, too'),
    });
    expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({ locked: true });
    await lockTenant('olivia', { ...request, targetUserId: 'spammer' }, ports());
    expect(await firestore.read(paths.tradingStatus('spammer'))).toBeUndefined();
    await lockTenant('olivia', { ...request, locked: false }, ports());
    expect([...lockedSignIns]).toEqual([
      ['alice', false],
      ['spammer', true],
    ]);
    const events = (await audit(paths.operatorAudit())).map(({ event }) => event);
    expect(events.filter(event => event === 'sign_in_locked')).toHaveLength(2);
    expect(events.filter(event => event === 'sign_in_unlocked')).toHaveLength(1);
  });

  it('cannot lock who is not there', async () => {
    await expect(
      lockTenant('olivia', { targetUserId: 'nobody', locked: true, reason: 'x' }, ports()),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      lockTenant('olivia', { targetUserId: 'nobody', locked: true, signIn: true, reason: 'x' }, ports()),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(await firestore.read(paths.tradingStatus('nobody'))).toBeUndefined();
  });

  it('see the heartbeat and every tenant, a page at a time', async () => {
    expect((await getOperations({}, ports())).lastPulse).toBeNull();
    for (let index = 0; index < 60; index += 1)
      await onboard(firestore.db, clock.now(), `t${String(index).padStart(2, '0')}`);
    await firestore.db.doc(paths.snapshot('alice')).set(snapshot.writePart({ syncedAt: clock.now() }));
    await firestore.db.doc(paths.lastSyncError('bob')).set({
      code: 'broker_timeout',
      [syncError.names.consecutiveFailures]: 3,
      timestamp: Timestamp.fromDate(clock.now()),
    });
    const first = await getOperations({}, ports());
    expect(first.tenants).toHaveLength(50);
    const second = await getOperations({ after: first.next ?? '' }, ports());
    expect(second.next).toBeNull();
    const all = [...first.tenants, ...second.tenants];
    expect(new Set(all.map(tenant => tenant.tenantId)).size).toBe(62);
    expect(all.find(tenant => tenant.tenantId === 'alice')).toMatchObject({
      trading: false,
      connected: false,
      syncedAt: '2026-03-02T15:00:00.000Z',
      errorCode: null,
    });
    expect(all.find(tenant => tenant.tenantId === 'bob')).toMatchObject({
      errorCode: 'broker_timeout',
      consecutiveFailures: 3,
    });
  });
});
