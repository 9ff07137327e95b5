import { type LagHistogram, mergedLags, percentilesOf, withLag } from './histogram.ts';
import type { SkipReason, SyncOutcome } from './outcome.ts';
import type { PulseCounts, PulsePlan, PulseSummary, ShardResult } from './ports.ts';

/** The counts of a shard; they add up to the tenants that it has dealt with. */
export interface ShardCounts extends PulseCounts {
  readonly lagsMs: LagHistogram;
  readonly maxLagMs: number;
}

export const emptyCounts = (clockAheadMs = 0): ShardCounts => ({
  successCount: 0,
  errorCount: 0,
  skippedCount: 0,
  errorsByCode: {},
  skippedByReason: {},
  clockAheadMs,
  lagsMs: {},
  maxLagMs: 0,
});

const more = (
  counts: Readonly<Record<string, number>>,
  key: string,
  number: number,
): Record<string, number> =>
  number === 0 ? { ...counts } : { ...counts, [key]: (counts[key] ?? 0) + number };

/** Counts tenants that were passed by. */
export const countedSkipped = <C extends PulseCounts>(
  counts: C,
  reason: SkipReason | 'unfinished',
  tenants: number,
): C => ({
  ...counts,
  skippedCount: counts.skippedCount + tenants,
  skippedByReason: more(counts.skippedByReason, reason, tenants),
});

/**
 * Counts one tenant. A tenant that an earlier delivery synced counts as synced: its documents are of this minute.
 *
 * @param scheduledAt the minute, from which on it is counted how soon the sync was
 */
export function counted(before: ShardCounts, outcome: SyncOutcome, scheduledAt: Date): ShardCounts {
  const counts = { ...before, clockAheadMs: Math.max(before.clockAheadMs, outcome.clockAheadMs ?? 0) };
  switch (outcome.kind) {
    case 'synced':
    case 'already_synced': {
      const lagMs = Math.max(0, outcome.at.getTime() - scheduledAt.getTime());
      return {
        ...counts,
        successCount: counts.successCount + 1,
        lagsMs: withLag(counts.lagsMs, lagMs),
        maxLagMs: Math.max(counts.maxLagMs, lagMs),
      };
    }
    case 'failed':
      return {
        ...counts,
        errorCount: counts.errorCount + 1,
        errorsByCode: more(counts.errorsByCode, outcome.code, 1),
      };
    case 'skipped':
      return countedSkipped(counts, outcome.reason, 1);
  }
}

const dealtWith = ({ successCount, errorCount, skippedCount }: PulseCounts): number =>
  successCount + errorCount + skippedCount;

const sumByKey = (
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Record<string, number> =>
  Object.entries(other).reduce((sum, [key, number]) => more(sum, key, number), { ...one });

const merged = (one: ShardCounts, other: ShardCounts): ShardCounts => ({
  successCount: one.successCount + other.successCount,
  errorCount: one.errorCount + other.errorCount,
  skippedCount: one.skippedCount + other.skippedCount,
  errorsByCode: sumByKey(one.errorsByCode, other.errorsByCode),
  skippedByReason: sumByKey(one.skippedByReason, other.skippedByReason),
  clockAheadMs: Math.max(one.clockAheadMs, other.clockAheadMs),
  lagsMs: mergedLags(one.lagsMs, other.lagsMs),
  maxLagMs: Math.max(one.maxLagMs, other.maxLagMs),
});

/**
 * What a minute leaves for operators, as far as its shards have told. Whoever was listed and is in no shard's count is
 * skipped as `unfinished`.
 *
 * @param plan undefined where the pulse ended before all tenants were handed out
 * @param results of at least one shard, where there is no plan
 */
export function summaryOf(
  scheduledAt: Date,
  plan: Omit<PulsePlan, 'scheduledAt'> | undefined,
  results: readonly ShardResult[],
): PulseSummary {
  const { lagsMs, maxLagMs, ...counts } = results.reduce<ShardCounts>(merged, emptyCounts());
  const listed = plan?.listed ?? results.reduce((sum, result) => sum + result.listed, 0);
  const unfinished = Math.max(0, listed - dealtWith(counts));
  const all = countedSkipped(
    countedSkipped(counts, 'unfinished', unfinished),
    'kill_switch_off',
    plan?.switchedOff ?? 0,
  );
  const starts = [plan?.startedAt, ...results.map(({ startedAt }) => startedAt)].filter(
    at => at !== undefined,
  );
  const ends = [plan?.dispatchedAt, ...results.map(({ updatedAt }) => updatedAt)].filter(
    at => at !== undefined,
  );
  const startedAt = starts.reduce((first, at) => (at < first ? at : first), starts[0] ?? scheduledAt);
  const finishedAt = ends.reduce((last, at) => (at > last ? at : last), ends[0] ?? startedAt);
  return {
    ...all,
    scheduledAt,
    finishedAt,
    durationMs: finishedAt.getTime() - startedAt.getTime(),
    shards: plan?.shards ?? results.length,
    freshness: percentilesOf(lagsMs, maxLagMs),
  };
}
