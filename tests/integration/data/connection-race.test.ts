import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectBroker } from '../../../functions/src/accounts/connect-broker.ts';
import { disconnectBroker } from '../../../functions/src/accounts/disconnect-broker.ts';
import { SecretManagerVault } from '../../../functions/src/credentials/secret-manager/vault.ts';
import { FirestoreAccountStore } from '../../../functions/src/data/accounts/account-store.ts';
import { syncWriter } from '../../../functions/src/data/pulse/sync-writer.ts';
import { tenantStates } from '../../../functions/src/data/pulse/tenant-states.ts';
import { syncTenant } from '../../../functions/src/pulse/sync-tenant.ts';
import { systemClock } from '../../../functions/src/runtime/clock.ts';
import { noticed } from '../../../functions/src/runtime/noticed.ts';
import { ManualClock } from '../../../functions/test-support/manual-clock.ts';
import { memoryLog } from '../../../functions/test-support/memory-log.ts';
import { account } from '../../../functions/test-support/memory-ports.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import {
  type InProcessSecretManager,
  inProcessSecretManager,
} from '../../support/in-process-secret-manager.ts';
import { onboard } from '../../support/onboarded.ts';
import { currentState } from '../../support/tenant-state.ts';

const PROJECT = 'demo-race';
const PAIRS = 60;

describe('connecting beside disconnecting, over Firestore and Secret Manager', () => {
  let firestore: InProcessFirestore;
  let secrets: InProcessSecretManager;
  beforeAll(async () => {
    firestore = await inProcessFirestore(PROJECT);
    secrets = await inProcessSecretManager(PROJECT);
  });
  afterAll(async () => {
    await secrets.close();
    await firestore.close();
  });

  const clock = new ManualClock('2026-03-02T15:00:00Z');
  const ports = () => ({
    accounts: new FirestoreAccountStore(firestore.db),
    vault: new SecretManagerVault(secrets.client, PROJECT, 5_000),
    broker: {
      account: async () => account(),
      positions: async () => [],
      latestPrices: async () => new Map(),
    },
    clock,
    log: memoryLog(),
  });
  const connect = (uid: string) =>
    connectBroker(
      uid,
      { exchange: 'alpaca', environment: 'paper', keyId: 'PKTESTTESTTESTTEST01', secretKey: 's'.repeat(40) },
      ports(),
    );
  const disconnect = (uid: string) => disconnectBroker(uid, { exchange: 'alpaca' }, ports());
  const sync = (uid: string) =>
    syncTenant(
      uid,
      { scheduledAt: clock.now(), deadlineMs: 10_000, mode: 'on_demand', marketOpen: true },
      {
        ...ports(),
        states: tenantStates(firestore.db),
        credentials: ports().vault,
        malformed: noticed(10),
        writer: syncWriter(firestore.db, systemClock),
      },
    );

  it(`leaves keys that can be read, or none, in ${PAIRS} pairs`, async () => {
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const uid = `tenant-${pair}`;
      await onboard(firestore.db, clock.now(), uid);
      if (pair % 2 === 0) await connect(uid);
      const both = [connect(uid), disconnect(uid)];
      const [connected, disconnected] = await Promise.allSettled(pair % 4 < 2 ? both : both.toReversed());
      const refusals = [connected, disconnected].flatMap(result =>
        result?.status === 'rejected' ? [result.reason] : [],
      );
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'aborted' });
      const { connection } = await currentState(firestore.db, uid, clock.now());
      const left = await ports().vault.list(uid, 'alpaca');
      expect({ uid, left }).toEqual({ uid, left: connection ? [connection.secretVersion] : [] });
    }
  });

  it('tells a tenant whose secret was deleted outside the app, and connects again', async () => {
    await onboard(firestore.db, clock.now(), 'zoe');
    for (let n = 0; n < 3; n += 1) await connect('zoe');
    await secrets.client.deleteSecret({ name: `projects/${PROJECT}/secrets/alpaca-keys-zoe` });
    expect(await sync('zoe')).toEqual({ kind: 'failed', code: 'credentials_missing' });
    const parked = await currentState(firestore.db, 'zoe', clock.now());
    expect(parked.standingError?.parkedVersion).toBe(parked.connection?.id);
    expect(await connect('zoe')).toMatchObject({ status: 'connected' });
    expect((await currentState(firestore.db, 'zoe', clock.now())).connection?.secretVersion).toBe('1');
    clock.advance(1_000);
    expect(await sync('zoe')).toMatchObject({ kind: 'synced' });
  });
});
