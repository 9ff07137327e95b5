import { accountSnapshot, type SyncedAccount } from '@agenttrader/domain/documents/snapshot';
import { readLegacySnapshot } from './convert-snapshot.ts';
import type { GlobalDocuments } from './global-documents.ts';
import { belongsTo } from './ownership.ts';
import type { LegacyDocument, MigrationPorts } from './ports.ts';
import { FOREIGN, OCCUPIED, reasonOf } from './reasons.ts';
import { left, type ReportLine, settled } from './report.ts';

interface Candidate {
  readonly source: string;
  readonly read: SyncedAccount;
}

/** Copies the newest snapshot that can be read; of equally new ones, the tenant's own. A tenant has only one. */
export async function migrateSnapshot(
  uid: string,
  dryRun: boolean,
  globals: GlobalDocuments,
  { legacy, store, clock }: MigrationPorts,
): Promise<ReportLine[]> {
  const target = store.targetOf(uid, 'snapshot', '');
  const lines = new Map<string, ReportLine>();
  const candidates: Candidate[] = [];
  const documents = await legacy.snapshots(uid);
  for (const document of documents) {
    const read = await readCandidate(uid, document, globals);
    if ('outcome' in read) lines.set(document.path, read);
    else candidates.push(read);
  }
  const [newest, ...older] = candidates.toSorted(
    (a, b) => b.read.syncedAt.getTime() - a.read.syncedAt.getTime(),
  );
  if (newest) {
    const document = { id: '', source: newest.source, fields: accountSnapshot.write(newest.read) };
    const run = { dryRun, at: clock.now() };
    const [settlement = 'occupied'] = await store.settle(uid, 'snapshot', [document], run);
    lines.set(
      newest.source,
      settlement === 'occupied'
        ? left(newest.source, target, 'skipped', OCCUPIED)
        : settled(newest.source, target, settlement),
    );
    for (const { source } of older) {
      lines.set(source, left(source, target, 'skipped', `${newest.source} is newer.`));
    }
  }
  return documents.flatMap(({ path }) => lines.get(path) ?? []);
}

async function readCandidate(
  uid: string,
  document: LegacyDocument,
  globals: GlobalDocuments,
): Promise<Candidate | ReportLine> {
  const { path, fields, writtenAt } = document;
  if (!belongsTo(uid, fields)) return left(path, null, 'skipped', FOREIGN);
  const obstacle = await globals.obstacleTo(document);
  if (obstacle !== undefined) return left(path, null, 'skipped', obstacle);
  try {
    const candidate = { source: path, read: readLegacySnapshot(fields, writtenAt) };
    const taken = await globals.take(document);
    return taken === undefined ? candidate : left(path, null, 'skipped', taken);
  } catch (thrown) {
    return left(path, null, 'unreadable', reasonOf(thrown));
  }
}
