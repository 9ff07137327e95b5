import type {
  MigrateLegacyDataRequest,
  MigrateLegacyDataResponse,
} from '@agenttrader/domain/callables/migrate-legacy-data';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import { globalDocuments } from './global-documents.ts';
import { findKeys, moveKeys } from './keys/move-keys.ts';
import { migrateCollection } from './migrate-collection.ts';
import { migrateSnapshot } from './migrate-snapshot.ts';
import { MIGRATED_KINDS, type MigrationPorts } from './ports.ts';
import { repairPage } from './repair/repair-documents.ts';
import { countOf, countsOf, globalSentence, type ReportLine, summaryOf } from './report.ts';

/**
 * Copies what earlier systems kept of a tenant into its canonical documents. Sources stay as they are, existing
 * documents are never overwritten, and a run that was interrupted is finished by repeating it.
 *
 * @param operator the uid of who asks
 * @throws UserFacingError
 */
export async function migrateLegacyData(
  operator: string,
  { targetUserId, dryRun, withoutGlobal, moveKeys: move }: MigrateLegacyDataRequest,
  ports: MigrationPorts,
): Promise<MigrateLegacyDataResponse> {
  if (!(await ports.store.isOnboarded(targetUserId))) {
    throw new UserFacingError(
      'failed-precondition',
      'There is no tenant with this uid, or it is not set up yet: let the person sign in once, then migrate.',
    );
  }
  const keys = await findKeys(targetUserId, ports.keys);
  const globals = globalDocuments(targetUserId, { dryRun, withoutGlobal }, ports);
  const parts: Record<(typeof MIGRATED_KINDS)[number], ReportLine[]> = {
    snapshot: await migrateSnapshot(targetUserId, dryRun, globals, ports),
    signals: await migrateCollection(targetUserId, 'signals', dryRun, globals, ports),
    shadowTradeHistory: await migrateCollection(targetUserId, 'shadowTradeHistory', dryRun, globals, ports),
  };
  const mended = await mendInPlace(targetUserId, dryRun, ports);
  const moved = await moveKeys(targetUserId, keys, { dryRun, move }, ports.keys);
  const report = [...MIGRATED_KINDS.flatMap(kind => parts[kind]), ...mended, ...moved];
  const owner = globals.owner();
  const message = summaryOf(report, dryRun) + globalSentence(owner, dryRun);
  if (!dryRun) {
    const counts = countsOf(report);
    await ports.store.audit(targetUserId, ports.clock.now(), counts);
    ports.log.info('legacy data migrated', { tenant: targetUserId, operator, ...counts });
  }
  return {
    status: statusOf(report),
    dryRun,
    targetUserId,
    message,
    globalDocumentsOf: owner,
    migratedFields: MIGRATED_KINDS.filter(kind => countOf(parts[kind], 'copied') > 0),
    report,
  };
}

/** Documents that stood at today's paths already, in yesterday's form. What was copied just now needs no mending. */
async function mendInPlace(uid: string, dryRun: boolean, ports: MigrationPorts): Promise<ReportLine[]> {
  const report: ReportLine[] = [];
  let after: string | undefined;
  do {
    const { lines, next } = await repairPage(uid, dryRun, after, ports);
    for (const { path, outcome, reason } of lines) {
      report.push({
        source: path,
        target: path,
        outcome: outcome === 'mended' ? 'mended' : 'unreadable',
        reason,
      });
    }
    after = next ?? undefined;
  } while (after !== undefined);
  return report;
}

function statusOf(report: readonly ReportLine[]): MigrateLegacyDataResponse['status'] {
  if (countOf(report, 'unreadable') > 0) return 'partial';
  const arrived =
    countOf(report, 'copied') +
    countOf(report, 'already_there') +
    countOf(report, 'mended') +
    countOf(report, 'moved');
  return arrived > 0 ? 'success' : 'nothing_to_migrate';
}
