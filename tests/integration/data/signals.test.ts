import { Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signal } from '../../../domain/src/documents/signal.ts';
import { parseMoney } from '../../../domain/src/money/money.ts';
import * as paths from '../../../domain/src/paths.ts';
import { parseTradableSymbol } from '../../../domain/src/symbols.ts';
import { signalStore } from '../../../functions/src/data/signals/signal-store.ts';
import { dismissSignal } from '../../../functions/src/signals/dismiss-signal.ts';
import { ManualClock } from '../../../functions/test-support/manual-clock.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';

const NOW = '2026-03-02T15:00:00.000Z';
const now = new Date(NOW);
const inTime = (milliseconds: number) => new Date(now.getTime() + milliseconds);

describe('signals in Firestore', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-signals');
  });
  beforeEach(async () => {
    await firestore.clear();
    await firestore.db.doc(paths.tenantDocument('alice')).set({ onboarded: true });
  });
  afterAll(() => firestore.close());

  const store = (id: string, status: string, expiresAt: Date | null) =>
    firestore.db.doc(paths.signal('alice', id)).set({
      symbol: 'AAPL',
      status,
      [signal.names.expiresAt]: expiresAt && Timestamp.fromDate(expiresAt),
    });
  const readStatus = async (id: string) =>
    (await firestore.db.doc(paths.signal('alice', id)).get()).get('status');
  const dismiss = (signalId: string) =>
    dismissSignal('alice', { signalId }, { signals: signalStore(firestore.db), clock: new ManualClock(NOW) });
  const save = () =>
    signalStore(firestore.db).save('alice', {
      symbol: parseTradableSymbol('AAPL'),
      action: 'hold',
      notional: parseMoney('0.00'),
      confidence: 0,
      reason: 'Nothing moves.',
      holdReason: null,
      model: 'momentum',
      inputsDigest: 'digest',
      snapshotPath: paths.snapshot('alice'),
      createdAt: now,
      expiresAt: inTime(60_000),
    });

  it('can be dismissed until they end', async () => {
    await store('waiting', 'pending', inTime(1));
    await store('ended', 'pending', now);
    await store('marked', 'expired', null);
    expect(await dismiss('waiting')).toMatchObject({ status: 'dismissed' });
    for (const id of ['ended', 'marked']) {
      const before = await readStatus(id);
      await expect(dismiss(id)).rejects.toMatchObject({ code: 'failed-precondition' });
      expect(await readStatus(id)).toBe(before);
    }
  });

  it('that a dismissal cannot read can be put aside', async () => {
    await store('odd', 'new', null);
    expect(await dismiss('odd')).toMatchObject({ status: 'dismissed' });
    expect(await readStatus('odd')).toBe('dismissed');
  });

  it('that have ended are marked with the next one that is written', async () => {
    await store('ended', 'pending', now);
    await store('waiting', 'pending', inTime(1));
    await store('endless', 'pending', null);
    await store('followed', 'executed', now);
    const id = await save();
    const statuses = await Promise.all(['ended', 'waiting', 'endless', 'followed', id].map(readStatus));
    expect(statuses).toEqual(['expired', 'pending', 'pending', 'executed', 'pending']);
  });
});
