import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastPulse } from '../../../domain/src/documents/operations.ts';
import { snapshot } from '../../../domain/src/documents/snapshot.ts';
import * as paths from '../../../domain/src/paths.ts';
import { FirestoreAccountStore } from '../../../functions/src/data/accounts/account-store.ts';
import { dueTenants } from '../../../functions/src/data/pulse/due-tenants.ts';
import { pulseLease } from '../../../functions/src/data/pulse/pulse-lease.ts';
import { pulseRuns } from '../../../functions/src/data/pulse/pulse-runs.ts';
import { syncWriter } from '../../../functions/src/data/pulse/sync-writer.ts';
import { tenantStates } from '../../../functions/src/data/pulse/tenant-states.ts';
import { pulse } from '../../../functions/src/pulse/pulse.ts';
import { systemClock } from '../../../functions/src/runtime/clock.ts';
import { noticed } from '../../../functions/src/runtime/noticed.ts';
import { ManualClock } from '../../../functions/test-support/manual-clock.ts';
import { memoryLog } from '../../../functions/test-support/memory-log.ts';
import { account } from '../../../functions/test-support/memory-ports.ts';
import { limitsWith } from '../../../functions/test-support/pulse-limits.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { onboard } from '../../support/onboarded.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const limits = limitsWith({ PULSE_CONCURRENCY: 4 }, 5_000);

describe('an instance whose clock was an hour ahead and is right again', () => {
  let firestore: InProcessFirestore;
  const clock = new ManualClock('2026-03-02T15:00:00Z');
  let brokerIsDown = false;

  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-clock');
    const accounts = new FirestoreAccountStore(firestore.db);
    await onboard(firestore.db, clock.now(), 'alice');
    const begun = await accounts.beginConnecting('alice');
    if (begun === 'tenant_gone') throw new Error('alice is there');
    const connection = { environment: 'paper', keyIdLast4: 'ABCD', secretVersion: '1' } as const;
    await accounts.saveConnection('alice', begun.attempt, connection, clock.now());
    await firestore.db.doc(paths.tradingStatus('alice')).update({ enabled: true });
  });
  afterAll(() => firestore.close());

  const pulseNow = () =>
    pulse({ scheduledAt: new Date(Math.floor(clock.now().getTime() / MINUTE_MS) * MINUTE_MS) }, limits, {
      clock,
      log: memoryLog(),
      malformed: noticed(10),
      due: dueTenants(firestore.db),
      states: tenantStates(firestore.db),
      writer: syncWriter(firestore.db, systemClock),
      lease: pulseLease(firestore.db),
      runs: pulseRuns(firestore.db),
      queue: { enqueue: async () => {} },
      credentials: { read: async () => ({ kind: 'apiKey', keyId: 'k', secretKey: 's' }) },
      broker: {
        account: async () => {
          if (brokerIsDown) throw new Error('down');
          return account();
        },
        positions: async () => [],
        latestPrices: async () => new Map(),
      },
    });
  const synced = (clockAheadMs: number) => ({
    kind: 'ran',
    summary: { successCount: 1, errorCount: 0, skippedCount: 0, clockAheadMs },
  });
  const syncedAt = async () =>
    (await firestore.db.doc(paths.snapshot('alice')).get()).get(snapshot.names.syncedAt).toDate();

  it('pulses on at once, and says how far the clock was ahead', async () => {
    expect(await pulseNow()).toMatchObject(synced(0));
    clock.advance(HOUR_MS);
    expect(await pulseNow()).toMatchObject(synced(0));
    clock.advance(MINUTE_MS - HOUR_MS);
    expect(await pulseNow()).toMatchObject(synced(HOUR_MS - MINUTE_MS));
    expect(await syncedAt()).toEqual(clock.now());
    expect((await firestore.db.doc(paths.lastPulse()).get()).get(lastPulse.names.clockAheadMs)).toBe(
      HOUR_MS - MINUTE_MS,
    );
    clock.advance(MINUTE_MS);
    expect(await pulseNow()).toMatchObject(synced(0));
  });

  it('syncs a tenant that failed then, instead of waiting for the time that it wrote down', async () => {
    clock.advance(HOUR_MS);
    brokerIsDown = true;
    for (let failures = 0; failures < 3; failures += 1) {
      expect(await pulseNow()).toMatchObject({ summary: { errorCount: 1 } });
      clock.advance(2 * MINUTE_MS);
    }
    brokerIsDown = false;
    clock.advance(-HOUR_MS);
    expect(await pulseNow()).toMatchObject({ summary: { successCount: 1, errorCount: 0, skippedCount: 0 } });
  });

  it('takes over from a pulse that began then and never ended', async () => {
    clock.advance(HOUR_MS);
    const at = clock.now();
    const ahead = { scheduledAt: at, now: () => at, holder: 'killed', leaseMs: limits.leaseMs };
    expect((await pulseLease(firestore.db).acquire(ahead)).answer).toBe('granted');
    clock.advance(MINUTE_MS - HOUR_MS);
    expect(await pulseNow()).toMatchObject({ kind: 'ran', summary: { successCount: 1 } });
  });
});
