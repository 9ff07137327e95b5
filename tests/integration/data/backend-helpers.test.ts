import { Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { snapshot as snapshotDocument } from '../../../domain/src/documents/snapshot.ts';
import { parseMoney } from '../../../domain/src/money/money.ts';
import * as paths from '../../../domain/src/paths.ts';
import { parseTradableSymbol } from '../../../domain/src/symbols.ts';
import { variantOf } from '../../../domain/test-support/documents/variant.ts';
import { forEachTenant } from '../../../functions/src/data/backend-helpers/all-tenants.ts';
import { tenantContext } from '../../../functions/src/data/backend-helpers/tenant-context.ts';
import { writeSignals } from '../../../functions/src/data/signals/signal-store.ts';
import type { NewSignal } from '../../../functions/src/signals/ports.ts';
import { ManualClock } from '../../../functions/test-support/manual-clock.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { onboard } from '../../support/onboarded.ts';

describe('helpers for backend code', () => {
  let firestore: InProcessFirestore;
  const clock = new ManualClock('2026-03-02T15:00:00Z');
  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  beforeEach(async () => {
    await firestore.clear();
    await onboard(firestore.db, clock.now(), 'alice', 'bob', 'carol');
  });
  afterAll(() => firestore.close());

  const signal = (uid: string): NewSignal => ({
    symbol: parseTradableSymbol('AAPL'),
    action: 'buy',
    notional: parseMoney('10.00'),
    confidence: 0.5,
    reason: 'because',
    holdReason: null,
    model: 'momentum',
    inputsDigest: 'x',
    snapshotPath: paths.snapshot(uid),
    createdAt: clock.now(),
    expiresAt: clock.now(),
  });

  it.each([
    [0, undefined, 'fresh'],
    [119, undefined, 'fresh'],
    [121, undefined, 'delayed'],
    [301, undefined, 'stale'],
    [301, 300, 'fresh'],
    [361, 300, 'delayed'],
  ])('tell the buying power of %i seconds ago, due after %s, as %s', async (seconds, due, freshness) => {
    const syncedAt = new Date(clock.now().getTime() - seconds * 1_000);
    const snapshot = variantOf(
      snapshotDocument,
      {},
      {
        buyingPower: '250.00',
        syncedAt: Timestamp.fromDate(syncedAt),
        dueAt: due === undefined ? null : Timestamp.fromMillis(syncedAt.getTime() + due * 1_000),
      },
    );
    await firestore.db.doc(paths.snapshot('alice')).set(snapshot);
    await firestore.db
      .doc(paths.snapshot('bob'))
      .set(variantOf(snapshotDocument, {}, { buyingPower: 250, syncedAt: 'now' }));
    const of = (uid: string) => tenantContext(firestore.db, uid, clock).buyingPower();
    expect(await of('alice')).toEqual({ amount: '250.00', syncedAt, freshness });
    expect(await of('bob')).toBe('unreadable');
    expect(await of('carol')).toBe('missing');
  });

  it('go through all tenants, and one that fails fails alone', async () => {
    const outcomes = await forEachTenant(
      firestore.db,
      clock,
      async tenant => {
        if (tenant.uid === 'bob') throw new Error('broken');
        return (await tenant.state()).tradingEnabled;
      },
      { concurrency: 2 },
    );
    expect(outcomes.toSorted((a, b) => a.uid.localeCompare(b.uid))).toEqual([
      { uid: 'alice', ok: true, value: false },
      { uid: 'bob', ok: false, error: new Error('broken') },
      { uid: 'carol', ok: true, value: false },
    ]);
  });

  it('write signals all or none, and none that rests on another tenant', async () => {
    const ids = await writeSignals(firestore.db, 'alice', [signal('alice'), signal('alice')]);
    expect(new Set(ids).size).toBe(2);
    const stored = async () => (await firestore.db.collection(paths.signals('alice')).get()).size;
    expect(await stored()).toBe(2);
    const foreign = writeSignals(firestore.db, 'alice', [signal('alice'), signal('bob')]);
    await expect(foreign).rejects.toThrow('not of this tenant');
    await expect(writeSignals(firestore.db, 'nobody', [signal('nobody')])).rejects.toThrow();
    expect(await stored()).toBe(2);
  });
});
