import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastPulse, pulseShard } from '../../../domain/src/documents/operations.ts';
import * as paths from '../../../domain/src/paths.ts';
import { pulseRuns } from '../../../functions/src/data/pulse/pulse-runs.ts';
import type { PulsePlan, ShardResult } from '../../../functions/src/pulse/ports.ts';
import { summaryOf } from '../../../functions/src/pulse/pulse-counts.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';

const minute = (n: number, seconds = 0) => new Date(Date.UTC(2026, 2, 2, 15, n, seconds));

const result = (n: number, finished: boolean, changes: Partial<ShardResult> = {}): ShardResult => ({
  listed: 10,
  startedAt: minute(n, 1),
  updatedAt: minute(n, 5),
  finished,
  successCount: 8,
  errorCount: 1,
  skippedCount: 1,
  errorsByCode: { broker_timeout: 1 },
  skippedByReason: { parked: 1 },
  clockAheadMs: 0,
  lagsMs: { '1200': 8 },
  maxLagMs: 1_180,
  ...changes,
});

const planOf = (n: number, shards: number): PulsePlan => ({
  scheduledAt: minute(n),
  startedAt: minute(n),
  dispatchedAt: minute(n, 2),
  shards,
  listed: 10 * shards,
  switchedOff: 3,
});

describe('what pulses did', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  beforeEach(() => firestore.clear());
  afterAll(() => firestore.close());

  const runs = () => pulseRuns(firestore.db);
  const published = async () =>
    lastPulse.read((await firestore.db.doc(paths.lastPulse()).get()).data()).value;

  it('is read as it was written, each shard by itself', async () => {
    await runs().putShard(minute(1), 0, result(1, false));
    await runs().putShard(minute(1), 1, result(1, true));
    await runs().putShard(minute(2), 0, result(2, true));
    await runs().putPlan(planOf(1, 2));
    const { plan, results } = await runs().read(minute(1));
    expect(plan).toMatchObject(planOf(1, 2));
    expect(results).toMatchObject([result(1, false), result(1, true)]);
    expect([await runs().isFinished(minute(1), 0), await runs().isFinished(minute(1), 1)]).toEqual([
      false,
      true,
    ]);
    expect(await runs().isFinished(minute(3), 0)).toBe(false);
  });

  it('of a shard that is at its end is not taken back by a second delivery', async () => {
    await runs().putShard(minute(4), 0, result(4, false));
    await runs().putShard(minute(4), 0, result(4, true));
    await runs().putShard(minute(4), 0, result(4, false));
    expect(await runs().isFinished(minute(4), 0)).toBe(true);
    await runs().putShard(minute(4), 0, result(4, true, { successCount: 9 }));
    expect((await runs().read(minute(4))).results).toMatchObject([{ finished: true, successCount: 9 }]);
  });

  it('is kept for a day', async () => {
    await runs().putShard(minute(1), 0, result(1, true));
    const stored = await firestore.db.doc(paths.pulseShard(minute(1).toISOString(), 0)).get();
    expect(stored.get(pulseShard.names.expiresAt).toDate()).toEqual(
      new Date(minute(1).getTime() + 24 * 3_600_000),
    );
  });

  it('is all finished once every shard of the plan is, and not before there is a plan', async () => {
    await runs().putShard(minute(1), 0, result(1, true));
    expect(await runs().allFinished(minute(1))).toBe(false);
    await runs().putPlan(planOf(1, 2));
    expect(await runs().allFinished(minute(1))).toBe(false);
    await runs().putShard(minute(1), 1, result(1, false));
    expect(await runs().allFinished(minute(1))).toBe(false);
    await runs().putShard(minute(1), 1, result(1, true));
    expect(await runs().allFinished(minute(1))).toBe(true);
  });

  it('is published whole, and of the latest minute', async () => {
    const summary = summaryOf(minute(2), planOf(2, 1), [result(2, true)]);
    await runs().publish(summary, () => minute(2, 6));
    expect(await published()).toMatchObject({
      scheduledAt: minute(2),
      timestamp: minute(2, 5),
      successCount: 8,
      errorCount: 1,
      skippedCount: 4,
      skippedByReason: { parked: 1, kill_switch_off: 3 },
      shards: 1,
      durationMs: 5_000,
      freshness: { p50Ms: 1_180, p90Ms: 1_180, p99Ms: 1_180, maxMs: 1_180 },
    });
    await runs().publish(summaryOf(minute(1), planOf(1, 1), [result(1, true)]), () => minute(2, 7));
    expect(await published()).toMatchObject({ scheduledAt: minute(2) });
    await runs().publish(summaryOf(minute(3), planOf(3, 1), []), () => minute(3, 6));
    expect(await published()).toMatchObject({
      scheduledAt: minute(3),
      skippedByReason: { unfinished: 10, kill_switch_off: 3 },
      freshness: null,
    });
  });

  it('is not whole before its plan is there, and is added to then', async () => {
    await runs().publish(summaryOf(minute(1), undefined, [result(1, true)]), () => minute(1, 30));
    expect(await runs().isPublished(minute(1))).toBe(false);
    const plan = planOf(1, 2);
    await runs().putPlan(plan);
    expect(await runs().isPublished(minute(1))).toBe(false);
    await runs().publish(summaryOf(minute(1), plan, [result(1, true), result(1, true)]), () => minute(1, 40));
    expect(await published()).toMatchObject({ successCount: 16 });
    expect(await runs().isPublished(minute(1))).toBe(true);
  });

  it('of a minute grows as more is known of it, and never shrinks', async () => {
    const plan = planOf(1, 2);
    await runs().putPlan(plan);
    await runs().publish(summaryOf(minute(1), plan, [result(1, true)]), () => minute(1, 30));
    expect(await runs().isPublished(minute(1))).toBe(false);
    await runs().publish(summaryOf(minute(1), plan, [result(1, true), result(1, true)]), () => minute(1, 40));
    expect(await runs().isPublished(minute(1))).toBe(true);
    await runs().publish(summaryOf(minute(1), plan, [result(1, true)]), () => minute(1, 50));
    expect(await published()).toMatchObject({
      successCount: 16,
      skippedByReason: { parked: 2, kill_switch_off: 3 },
    });
    expect(await runs().isPublished(minute(2))).toBe(false);
  });

  it('by a clock that was an hour ahead gives way', async () => {
    await runs().publish(summaryOf(minute(59), planOf(59, 1), [result(59, true)]), () => minute(59, 6));
    await runs().publish(summaryOf(minute(2), planOf(2, 1), [result(2, true)]), () => minute(2, 6));
    expect(await published()).toMatchObject({ scheduledAt: minute(2) });
  });
});
