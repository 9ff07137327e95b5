import {
  MIGRATION_OUTCOMES,
  type MigrateLegacyDataResponse,
  type MigrationOutcome,
} from '../../domain/src/callables/migrate-legacy-data.ts';

type Line = MigrateLegacyDataResponse['report'][number];

const TITLES: Record<MigrationOutcome, string> = {
  copied: 'copied',
  already_there: 'already there',
  mended: 'mended in place',
  moved: 'moved',
  skipped: 'skipped',
  unreadable: 'unreadable',
};

/** What a dry run only promises. */
const WRITTEN: readonly MigrationOutcome[] = ['copied', 'mended', 'moved'];

/** How many documents of one outcome are listed, unless all are asked for. */
const LISTED = 20;

/** The report for a terminal: the documents grouped by what became of them, then everything in one sentence. */
export function reportText({ report, message, dryRun }: MigrateLegacyDataResponse, all: boolean): string {
  const groups = MIGRATION_OUTCOMES.flatMap(outcome => groupText(outcome, report, dryRun, all));
  return [...groups, message].join('\n');
}

function groupText(
  outcome: MigrationOutcome,
  report: readonly Line[],
  dryRun: boolean,
  all: boolean,
): string[] {
  const lines = report.filter(line => line.outcome === outcome);
  if (lines.length === 0) return [];
  const listed = all ? lines : lines.slice(0, LISTED);
  const width = Math.max(...listed.map(({ source }) => source.length));
  const title = dryRun && WRITTEN.includes(outcome) ? `would be ${TITLES[outcome]}` : TITLES[outcome];
  const hidden = lines.length - listed.length;
  return [
    `${title} (${lines.length})`,
    ...listed.map(({ source, target, reason }) =>
      `  ${source.padEnd(width)}  ${detailOf(target, reason)}`.trimEnd(),
    ),
    ...(hidden > 0 ? [`  … and ${hidden} more; --all lists them`] : []),
    '',
  ];
}

const detailOf = (target: string | null, reason: string | null): string =>
  reason ?? (target === null ? '' : `→ ${target}`);
