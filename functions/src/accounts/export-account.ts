import type {
  ExportAccountRequest,
  ExportAccountResponse,
  ExportedDocument,
} from '@agenttrader/domain/callables/export-account';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { ExportAccountPorts } from './ports.ts';

/** What a part may be in bytes of JSON: well under the 10 MiB that an answer may be. */
const PART_BYTES = 4 * 1024 * 1024;
/** How long a part may take before it is cut, in milliseconds: an answer well within a browser's patience. */
const PART_MS = 20_000;
/** The most documents of a part, since each is a read or two. */
export const PART_DOCUMENTS = 3_000;

/**
 * Everything that is kept of the caller, a part at a time. A part is cut where the next document would make it
 * too large, or where it has taken long enough, and holds one document at least.
 *
 * @throws UserFacingError
 */
export async function exportAccount(
  uid: string,
  { after }: ExportAccountRequest,
  { exporter, clock }: ExportAccountPorts,
  partBytes = PART_BYTES,
): Promise<ExportAccountResponse> {
  if (!(await exporter.isOnboarded(uid))) {
    throw new UserFacingError(
      'failed-precondition',
      'Your account is not set up yet, so there is nothing to export.',
    );
  }
  if (after !== undefined && !exporter.isPlaceOf(uid, after)) {
    throw new UserFacingError(
      'invalid-argument',
      'after is not what an earlier part of this export said. Start the export again.',
    );
  }
  const now = clock.now();
  if (after === undefined) await exporter.audit(uid, now);
  const documents: ExportedDocument[] = [];
  let bytes = 0;
  for await (const document of exporter.documents(uid, after)) {
    const size = Buffer.byteLength(JSON.stringify(document));
    const late = clock.now().getTime() - now.getTime() >= PART_MS;
    const full = documents.length >= PART_DOCUMENTS || bytes + size > partBytes;
    if (documents.length > 0 && (late || full)) return part(now, documents, documents.at(-1)?.path);
    documents.push(document);
    bytes += size;
  }
  return part(now, documents, undefined);
}

const part = (now: Date, documents: ExportedDocument[], next: string | undefined): ExportAccountResponse => ({
  format: 'agenttrader-export-1',
  exportedAt: now.toISOString(),
  documents,
  next: next ?? null,
});
