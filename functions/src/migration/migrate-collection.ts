import { documentId } from '@agenttrader/domain/callables/document-id';
import { convertSignal } from './convert-signal.ts';
import { convertTrade } from './convert-trade.ts';
import type { GlobalDocuments } from './global-documents.ts';
import { belongsTo } from './ownership.ts';
import type { ConvertedDocument, LegacyDocument, MigrationPorts } from './ports.ts';
import { FOREIGN, OCCUPIED, reasonOf } from './reasons.ts';
import { left, type ReportLine, settled } from './report.ts';

type CollectionKind = 'signals' | 'shadowTradeHistory';

const CONVERSIONS = { signals: convertSignal, shadowTradeHistory: convertTrade } as const;

const usableId = documentId('id');

/**
 * Copies the documents of one kind, a page at a time, each under its own id. Where two sources hold the same id, the
 * first that can be read is the one, whether or not an earlier run has copied it already: a run that was interrupted
 * and repeated decides as the first one would have.
 */
export async function migrateCollection(
  uid: string,
  kind: CollectionKind,
  dryRun: boolean,
  globals: GlobalDocuments,
  ports: MigrationPorts,
): Promise<ReportLine[]> {
  const report: ReportLine[] = [];
  const takenBy = new Map<string, string>();
  const pages = kind === 'signals' ? ports.legacy.signals(uid) : ports.legacy.trades(uid);
  for await (const page of pages)
    report.push(...(await migratePage(uid, kind, page, takenBy, dryRun, globals, ports)));
  return report;
}

async function migratePage(
  uid: string,
  kind: CollectionKind,
  page: readonly LegacyDocument[],
  takenBy: Map<string, string>,
  dryRun: boolean,
  globals: GlobalDocuments,
  { store, clock }: MigrationPorts,
): Promise<ReportLine[]> {
  const converted: ConvertedDocument[] = [];
  const lines = new Map<string, ReportLine>();
  for (const document of page) {
    const { id, path } = document;
    const read = await convert(uid, kind, document, globals);
    if ('outcome' in read) {
      lines.set(path, read);
      continue;
    }
    const first = takenBy.get(id);
    if (first === undefined) {
      takenBy.set(id, path);
      converted.push(read);
    } else {
      const reason = `${first} has the same id and goes first.`;
      lines.set(path, left(path, store.targetOf(uid, kind, id), 'skipped', reason));
    }
  }
  const run = { dryRun, at: clock.now() };
  const settlements = converted.length > 0 ? await store.settle(uid, kind, converted, run) : [];
  converted.forEach(({ id, source }, index) => {
    const target = store.targetOf(uid, kind, id);
    const settlement = settlements[index] ?? 'occupied';
    const line =
      settlement === 'occupied'
        ? left(source, target, 'skipped', OCCUPIED)
        : settled(source, target, settlement);
    lines.set(source, line);
  });
  return page.flatMap(({ path }) => lines.get(path) ?? []);
}

async function convert(
  uid: string,
  kind: CollectionKind,
  document: LegacyDocument,
  globals: GlobalDocuments,
): Promise<ConvertedDocument | ReportLine> {
  const { id, path, fields } = document;
  if (!belongsTo(uid, fields)) return left(path, null, 'skipped', FOREIGN);
  const obstacle = await globals.obstacleTo(document);
  if (obstacle !== undefined) return left(path, null, 'skipped', obstacle);
  if (!usableId.safeParse(id).success)
    return left(path, null, 'unreadable', 'Its id is too long to be kept.');
  try {
    const converted = { id, source: path, fields: CONVERSIONS[kind](fields) };
    const taken = await globals.take(document);
    return taken === undefined ? converted : left(path, null, 'skipped', taken);
  } catch (thrown) {
    return left(path, null, 'unreadable', reasonOf(thrown));
  }
}
