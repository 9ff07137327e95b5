import type {
  MigrateLegacyDataResponse,
  MigrationOutcome,
} from '@agenttrader/domain/callables/migrate-legacy-data';

export type ReportLine = MigrateLegacyDataResponse['report'][number];

/** A line about a document that arrived, or had arrived before. */
export const settled = (source: string, target: string, outcome: 'copied' | 'already_there'): ReportLine => ({
  source,
  target,
  outcome,
  reason: null,
});

/** A line about a document that stays where it is. */
export const left = (
  source: string,
  target: string | null,
  outcome: 'skipped' | 'unreadable',
  reason: string,
): ReportLine => ({ source, target, outcome, reason });

export const countOf = (report: readonly ReportLine[], outcome: MigrationOutcome): number =>
  report.filter(line => line.outcome === outcome).length;

export const countsOf = (report: readonly ReportLine[]): Record<MigrationOutcome, number> => ({
  copied: countOf(report, 'copied'),
  already_there: countOf(report, 'already_there'),
  mended: countOf(report, 'mended'),
  moved: countOf(report, 'moved'),
  skipped: countOf(report, 'skipped'),
  unreadable: countOf(report, 'unreadable'),
});

/** The report in one sentence. */
export function summaryOf(report: readonly ReportLine[], dryRun: boolean): string {
  if (report.length === 0) return 'There is nothing of an earlier system for this tenant.';
  const { copied, already_there, mended, moved, skipped, unreadable } = countsOf(report);
  const would = dryRun ? 'would be ' : '';
  return [
    `${copied} ${copied === 1 ? 'document' : 'documents'} ${would}copied`,
    `${already_there} already there`,
    ...(mended > 0 ? [`${mended} ${would}mended in place`] : []),
    ...(moved > 0 ? [`${moved} with keys ${would}moved`] : []),
    `${skipped} skipped`,
    `${unreadable} unreadable.`,
  ].join(', ');
}

/** Whom global documents without a name belong to by now, to be put behind the summary. */
export const globalSentence = (owner: string | null, dryRun: boolean): string =>
  owner === null
    ? ''
    : ` Global documents that name nobody ${dryRun ? 'go' : 'went'} to the tenant ${owner}, and to no other.`;
