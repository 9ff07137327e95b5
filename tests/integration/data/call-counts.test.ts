import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CONTRACTS } from '../../../domain/src/callables/list.ts';
import { callCount } from '../../../domain/src/documents/call-records.ts';
import * as paths from '../../../domain/src/paths.ts';
import { callCounts } from '../../../functions/src/data/tenants/call-counts.ts';
import { callLimiter } from '../../../functions/src/runtime/call-limits/call-limiter.ts';
import { ManualClock } from '../../../functions/test-support/manual-clock.ts';
import { memoryLog } from '../../../functions/test-support/memory-log.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { recordPaths } from '../../support/recorded-paths.ts';

const NOW = new Date('2026-03-02T23:58:30.000Z');
const limit = { perMinute: 5, perDay: 8 };

const { names } = callCount;

describe('the counts of calls', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  beforeEach(() => firestore.clear());
  afterAll(() => firestore.close());

  const later = (ms: number) => new Date(NOW.getTime() + ms);
  const take = (calls: number, now = NOW) =>
    callCounts(firestore.db).take('alice', 'get_quote', calls, limit, now);
  const stored = async () => (await firestore.db.doc(paths.callCount('alice', 'get_quote')).get()).data();

  it('leave what the minute leaves, then what the day leaves, and start over with each', async () => {
    const minute = { limit: 'minute', until: new Date('2026-03-02T23:59:00.000Z') };
    const day = { limit: 'day', until: new Date('2026-03-03T00:00:00.000Z') };
    expect(await take(3)).toEqual({ granted: 3, reached: undefined });
    expect(await take(3)).toEqual({ granted: 2, reached: minute });
    expect(await take(1)).toEqual({ granted: 0, reached: minute });
    expect(await take(4, later(60_000))).toEqual({ granted: 3, reached: day });
    expect(await take(1, later(60_000))).toEqual({ granted: 0, reached: day });
    expect(await stored()).toMatchObject({ day: '2026-03-02', [names.inDay]: 8 });
    expect(await take(2, later(120_000))).toEqual({ granted: 2, reached: undefined });
    expect(await stored()).toMatchObject({ day: '2026-03-03', [names.inDay]: 2, [names.inMinute]: 2 });
  });

  it('grant as many as there are, to several instances at once', async () => {
    const clock = new ManualClock(NOW.toISOString());
    const instances = [1, 2, 3].map(() => callLimiter(callCounts(firestore.db), clock, memoryLog()));
    const refusals = await Promise.all(
      Array.from({ length: 90 }, (_, index) => instances[index % 3]?.admit('alice', 'export_account')),
    );
    const { perMinute } = CONTRACTS.export_account.limit;
    expect(refusals.filter(refusal => refusal === undefined)).toHaveLength(perMinute);
  });

  it('cost nothing once a limit is known to be reached', async () => {
    const clock = new ManualClock(NOW.toISOString());
    const limiter = callLimiter(callCounts(firestore.db), clock, memoryLog());
    const calls = () =>
      Promise.all(Array.from({ length: 100 }, () => limiter.admit('alice', 'delete_account')));
    await calls();
    const recording = recordPaths(firestore.db);
    expect((await calls()).every(refusal => refusal?.remembered)).toBe(true);
    expect(recording.stop()).toEqual([]);
  });

  it.each([
    { day: 5 },
    { day: '2026-03-02', [names.inDay]: -1, minute: '', [names.inMinute]: 0 },
    { [names.inDay]: 'many' },
  ])('that cannot be read (%j) start over', async broken => {
    await firestore.db.doc(paths.callCount('alice', 'get_quote')).set(broken);
    expect(await take(1)).toEqual({ granted: 1, reached: undefined });
    expect(await stored()).toMatchObject({ [names.inDay]: 1 });
  });
});
