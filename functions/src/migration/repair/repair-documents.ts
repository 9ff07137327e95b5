import type {
  RepairDocumentsRequest,
  RepairDocumentsResponse,
} from '@agenttrader/domain/callables/repair-documents';
import { UserFacingError } from '../../runtime/user-facing-error.ts';
import type { RepairPorts } from '../ports.ts';
import { decideRepair, type FoundDocument, type Repair } from './decide-repair.ts';

export type RepairLine = RepairDocumentsResponse['report'][number];

/** After this time no other page is begun, in milliseconds. */
const TIME_BOX_MS = 60_000;
/** No other page is begun once the report has this many lines. */
const MOST_LINES = 1_000;

/**
 * Mends documents that stand at today's paths in a form of an earlier system: floats for decimals, texts for times,
 * sides in lower case, a kill switch without its lock. What cannot be mended is listed and left. Repeating it changes
 * nothing more, and a run that was interrupted is finished by repeating it.
 *
 * @param operator the uid of who asks
 * @throws UserFacingError
 */
export async function repairDocuments(
  operator: string,
  { targetUserId, dryRun, after }: RepairDocumentsRequest,
  ports: RepairPorts,
): Promise<RepairDocumentsResponse> {
  if (!(await ports.repairs.isOnboarded(targetUserId))) {
    throw new UserFacingError(
      'failed-precondition',
      'There is no tenant with this uid, or it is not set up yet.',
    );
  }
  const end = ports.clock.now().getTime() + TIME_BOX_MS;
  const report: RepairLine[] = [];
  let examined = 0;
  let next = after ?? null;
  do {
    const page = await repairPage(targetUserId, dryRun, next ?? undefined, ports);
    report.push(...page.lines);
    examined += page.examined;
    next = page.next;
  } while (next !== null && report.length < MOST_LINES && ports.clock.now().getTime() < end);
  const count = (outcome: RepairLine['outcome']) => report.filter(line => line.outcome === outcome).length;
  const [mended, unmendable] = [count('mended'), count('unmendable')];
  if (!dryRun && mended > 0) {
    ports.log.info('documents repaired', { tenant: targetUserId, operator, mended, unmendable });
  }
  return {
    dryRun,
    targetUserId,
    message: `${examined} documents looked at, ${mended} ${dryRun ? 'would be mended' : 'mended'}, ${unmendable} cannot be mended.`,
    examined,
    report,
    next,
  };
}

/** One page of it: `next` is null after the last. */
export async function repairPage(
  uid: string,
  dryRun: boolean,
  after: string | undefined,
  { repairs, clock }: Pick<RepairPorts, 'repairs' | 'clock'>,
): Promise<{
  readonly lines: readonly RepairLine[];
  readonly examined: number;
  readonly next: string | null;
}> {
  const { documents, next } = await repairs.page(uid, after);
  const decided = documents.map(document => ({ document, repair: decideRepair(document) }));
  const mendable = decided.filter(({ repair }) => repair.kind === 'mend').map(({ document }) => document);
  const mended = new Map<FoundDocument, Repair>();
  if (!dryRun && mendable.length > 0) {
    const done = await repairs.mend(uid, mendable, decideRepair, clock.now());
    for (const [index, document] of mendable.entries()) {
      const repair = done[index];
      if (repair) mended.set(document, repair);
    }
  }
  const lines = decided.flatMap(({ document, repair }) =>
    lineOf(document.path, mended.get(document) ?? repair),
  );
  return { lines, examined: documents.length, next };
}

function lineOf(path: string, repair: Repair): RepairLine[] {
  if (repair.kind === 'fine') return [];
  return [{ path, outcome: repair.kind === 'mend' ? 'mended' : 'unmendable', reason: repair.reason }];
}
