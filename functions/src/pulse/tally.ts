import type { SyncOutcome } from './outcome.ts';
import type { PulseSummary } from './ports.ts';

/** The counts of a pulse; they add up to the number of tenants. */
export type Tally = Pick<
  PulseSummary,
  'successCount' | 'errorCount' | 'skippedCount' | 'errorsByCode' | 'skippedByReason'
>;

export const emptyTally = (): Tally => ({
  successCount: 0,
  errorCount: 0,
  skippedCount: 0,
  errorsByCode: {},
  skippedByReason: {},
});

const oneMore = (counts: Readonly<Record<string, number>>, key: string): Record<string, number> => ({
  ...counts,
  [key]: (counts[key] ?? 0) + 1,
});

/** Counts one tenant. A tenant that an earlier delivery synced counts as synced: its documents are of this minute. */
export function tallied(tally: Tally, outcome: SyncOutcome): Tally {
  switch (outcome.kind) {
    case 'synced':
    case 'already_synced':
      return { ...tally, successCount: tally.successCount + 1 };
    case 'failed':
      return {
        ...tally,
        errorCount: tally.errorCount + 1,
        errorsByCode: oneMore(tally.errorsByCode, outcome.code),
      };
    case 'skipped':
      return {
        ...tally,
        skippedCount: tally.skippedCount + 1,
        skippedByReason: oneMore(tally.skippedByReason, outcome.reason),
      };
  }
}
