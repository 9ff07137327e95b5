import type { SyncOutcome } from './outcome.ts';
import type { PulseSummary } from './ports.ts';

/** The counts of a pulse; they add up to the number of tenants that are connected. */
export type PulseCounts = Pick<
  PulseSummary,
  'successCount' | 'errorCount' | 'skippedCount' | 'errorsByCode' | 'skippedByReason' | 'clockAheadMs'
>;

export const emptyCounts = (): PulseCounts => ({
  successCount: 0,
  errorCount: 0,
  skippedCount: 0,
  errorsByCode: {},
  skippedByReason: {},
  clockAheadMs: 0,
});

const more = (
  counts: Readonly<Record<string, number>>,
  key: string,
  number: number,
): Record<string, number> =>
  number === 0 ? { ...counts } : { ...counts, [key]: (counts[key] ?? 0) + number };

/** Counts the tenants that were not looked at, since their owners have switched trading off. */
export const countedOff = (counts: PulseCounts, switchedOff: number): PulseCounts => ({
  ...counts,
  skippedCount: counts.skippedCount + switchedOff,
  skippedByReason: more(counts.skippedByReason, 'kill_switch_off', switchedOff),
});

/** Counts one tenant. A tenant that an earlier delivery synced counts as synced: its documents are of this minute. */
export function counted(before: PulseCounts, outcome: SyncOutcome): PulseCounts {
  const counts = { ...before, clockAheadMs: Math.max(before.clockAheadMs, outcome.clockAheadMs ?? 0) };
  switch (outcome.kind) {
    case 'synced':
    case 'already_synced':
      return { ...counts, successCount: counts.successCount + 1 };
    case 'failed':
      return {
        ...counts,
        errorCount: counts.errorCount + 1,
        errorsByCode: more(counts.errorsByCode, outcome.code, 1),
      };
    case 'skipped':
      return {
        ...counts,
        skippedCount: counts.skippedCount + 1,
        skippedByReason: more(counts.skippedByReason, outcome.reason, 1),
      };
  }
}
