import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastPulse as storedPulse } from '../../../domain/src/documents/operations.ts';
import { lastPulse } from '../../../domain/src/paths.ts';
import { pulseLease } from '../../../functions/src/data/pulse/pulse-lease.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';

const minute = (n: number, seconds = 0) => new Date(Date.UTC(2026, 2, 2, 15, n, seconds));
const leaseMs = 90_000;

const summaryOf = (scheduledAt: Date, successCount: number) => ({
  scheduledAt,
  finishedAt: scheduledAt,
  durationMs: 12,
  successCount,
  errorCount: 0,
  skippedCount: 0,
  errorsByCode: {},
  skippedByReason: {},
  clockAheadMs: 0,
});

describe('the lease of a pulse', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  beforeEach(() => firestore.clear());
  afterAll(() => firestore.close());

  const request = (n: number, holder: string, now: Date) =>
    pulseLease(firestore.db).acquire({ scheduledAt: minute(n), now, holder, leaseMs });
  const acquire = async (n: number, holder: string, now = minute(n, 1)) =>
    (await request(n, holder, now)).answer;
  const complete = (n: number, holder: string, successes = 1) =>
    pulseLease(firestore.db).complete(holder, summaryOf(minute(n), successes));

  it('is granted once for a minute', async () => {
    expect(await acquire(1, 'a')).toBe('granted');
    await complete(1, 'a');
    expect(await acquire(1, 'b')).toBe('already_done');
    expect(await acquire(2, 'b')).toBe('granted');
  });

  it('is granted to exactly one of many at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => acquire(1, `holder-${n}`)));
    expect(answers.toSorted()).toEqual(['granted', ...Array(7).fill('held')]);
  });

  it('is held while another runs, and passes on when that one has died', async () => {
    expect(await acquire(1, 'a')).toBe('granted');
    expect(await acquire(2, 'b')).toBe('held');
    expect(await acquire(2, 'b', minute(2, 31))).toBe('granted');
  });

  it('is refused to a minute that a later one has overtaken', async () => {
    await acquire(2, 'a');
    await complete(2, 'a');
    expect(await acquire(1, 'late', minute(3))).toBe('stale');
  });

  it('of an instance that was an hour ahead, running or done, is passed over and reported', async () => {
    await acquire(61, 'ahead');
    expect(await request(1, 'b', minute(1, 1))).toEqual({ answer: 'granted', clockAheadMs: 3_600_000 });
    await acquire(62, 'ahead', minute(63));
    await complete(62, 'ahead');
    expect((await request(2, 'b', minute(2, 1))).answer).toBe('granted');
    expect((await request(3, 'c', minute(3, 1))).answer).toBe('held');
  });

  it('holds as far as clocks differ', async () => {
    await acquire(2, 'a', minute(2));
    expect(await acquire(2, 'b', minute(1, 1))).toBe('held');
    expect(await acquire(1, 'b', minute(1))).toBe('held');
  });

  it('can be taken again for the same minute after it was given back', async () => {
    await acquire(1, 'a');
    await pulseLease(firestore.db).release('a');
    expect(await acquire(1, 'b')).toBe('granted');
  });

  it('lets nobody publish or give back what another holds by now', async () => {
    await acquire(1, 'slow');
    await acquire(2, 'fast', minute(3));
    await complete(1, 'slow', 7);
    expect((await firestore.db.doc(lastPulse()).get()).exists).toBe(false);
    await pulseLease(firestore.db).release('slow');
    await complete(2, 'fast', 9);
    expect((await firestore.db.doc(lastPulse()).get()).get(storedPulse.names.successCount)).toBe(9);
  });
});
