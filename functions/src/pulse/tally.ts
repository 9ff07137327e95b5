import type { SyncOutcome } from './outcome.ts';
import type { PulseSummary } from './ports.ts';

/** The counts of a pulse; they add up to the number of tenants that are connected. */
export type Tally = Pick<
  PulseSummary,
  'successCount' | 'errorCount' | 'skippedCount' | 'errorsByCode' | 'skippedByReason' | 'clockAheadMs'
>;

export const emptyTally = (): Tally => ({
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
export const talliedOff = (tally: Tally, switchedOff: number): Tally => ({
  ...tally,
  skippedCount: tally.skippedCount + switchedOff,
  skippedByReason: more(tally.skippedByReason, 'kill_switch_off', switchedOff),
});

/** Counts one tenant. A tenant that an earlier delivery synced counts as synced: its documents are of this minute. */
export function tallied(before: Tally, outcome: SyncOutcome): Tally {
  const tally = { ...before, clockAheadMs: Math.max(before.clockAheadMs, outcome.clockAheadMs ?? 0) };
  switch (outcome.kind) {
    case 'synced':
    case 'already_synced':
      return { ...tally, successCount: tally.successCount + 1 };
    case 'failed':
      return {
        ...tally,
        errorCount: tally.errorCount + 1,
        errorsByCode: more(tally.errorsByCode, outcome.code, 1),
      };
    case 'skipped':
      return {
        ...tally,
        skippedCount: tally.skippedCount + 1,
        skippedByReason: more(tally.skippedByReason, outcome.reason, 1),
      };
  }
}
