import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as paths from '../../../domain/src/paths.ts';
import { pulseLease } from '../../../functions/src/data/pulse/pulse-lease.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';

const minute = (n: number, seconds = 0) => new Date(Date.UTC(2026, 2, 2, 15, n, seconds));
const leaseMs = 30_000;

describe('the lease of a pulse', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  beforeEach(() => firestore.clear());
  afterAll(() => firestore.close());

  const request = (n: number, holder: string, now: Date) =>
    pulseLease(firestore.db).acquire({ scheduledAt: minute(n), now: () => now, holder, leaseMs });
  const acquire = async (n: number, holder: string, now = minute(n, 1)) =>
    (await request(n, holder, now)).answer;
  const end = (holder: string, how: 'done' | 'fanned_out' | 'released' = 'done') =>
    pulseLease(firestore.db).end(holder, how);

  it.each(['done', 'fanned_out'] as const)('is granted once for a minute that is %s', async how => {
    expect(await acquire(1, 'a')).toBe('granted');
    await end('a', how);
    expect(await acquire(1, 'b')).toBe('already_done');
    expect(await acquire(2, 'b')).toBe('granted');
  });

  it('is granted to exactly one of many at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => acquire(1, `holder-${n}`)));
    expect(answers.toSorted()).toEqual(['granted', ...Array(7).fill('held')]);
  });

  it('is held while another runs the same minute, and passes on when that one has died', async () => {
    expect(await acquire(1, 'a')).toBe('granted');
    expect(await acquire(1, 'b', minute(1, 30))).toBe('held');
    expect(await acquire(1, 'b', minute(1, 31))).toBe('granted');
  });

  it('is held for as long as it is renewed', async () => {
    await acquire(1, 'a');
    expect(await pulseLease(firestore.db).renew('a', minute(1, 50))).toBe(true);
    expect(await acquire(1, 'b', minute(1, 49))).toBe('held');
    expect(await acquire(1, 'b', minute(1, 50))).toBe('granted');
    expect(await pulseLease(firestore.db).renew('a', minute(2, 10))).toBe(false);
    expect(await acquire(1, 'c', minute(2, 5))).toBe('held');
  });

  it('is taken over by a later minute at once, whatever becomes of the one before', async () => {
    await acquire(1, 'slow');
    expect(await request(2, 'b', minute(1, 5))).toEqual({
      answer: 'granted',
      clockAheadMs: 0,
      unfinished: minute(1),
    });
    expect(await pulseLease(firestore.db).renew('slow', minute(3))).toBe(false);
  });

  it.each([
    ['running', undefined, true],
    ['released', 'released', true],
    ['fanned out', 'fanned_out', true],
    ['done', 'done', false],
  ] as const)('says whether the minute before came to its end: %s', async (_state, how, unfinished) => {
    await acquire(1, 'a');
    if (how) await end('a', how);
    expect((await request(2, 'b', minute(2, 1))).unfinished).toEqual(unfinished ? minute(1) : undefined);
  });

  it('is refused to a minute that a later one has overtaken', async () => {
    await acquire(2, 'a');
    await end('a');
    expect(await acquire(1, 'late', minute(3))).toBe('stale');
  });

  it('of an instance that was an hour ahead, running or done, is passed over and reported', async () => {
    await acquire(61, 'ahead', minute(61));
    expect(await request(1, 'b', minute(1, 1))).toEqual({
      answer: 'granted',
      clockAheadMs: 3_599_000,
      unfinished: undefined,
    });
    await acquire(62, 'ahead', minute(63));
    await end('ahead');
    expect((await request(2, 'b', minute(2, 1))).answer).toBe('granted');
    expect((await request(2, 'c', minute(2, 2))).answer).toBe('held');
  });

  it('holds as far as clocks differ', async () => {
    await acquire(2, 'a', minute(2));
    expect(await acquire(2, 'b', minute(1, 1))).toBe('held');
    expect(await acquire(1, 'b', minute(1))).toBe('stale');
  });

  it('that cannot be read counts as none', async () => {
    await firestore.db.doc(paths.pulseLease()).set({ holder: 5 });
    expect(await acquire(1, 'a')).toBe('granted');
  });

  it('can be taken again for the same minute after it was given back', async () => {
    await acquire(1, 'a');
    await end('a', 'released');
    expect(await acquire(1, 'b')).toBe('granted');
  });

  it('is ended by nobody but its holder', async () => {
    await acquire(1, 'slow');
    await acquire(2, 'fast', minute(2));
    await end('slow', 'done');
    expect(await acquire(2, 'c', minute(2, 1))).toBe('held');
    await end('fast', 'done');
    expect(await acquire(2, 'c', minute(2, 1))).toBe('already_done');
  });
});
