import type { ExportAccountResponse } from '@agenttrader/domain/callables/export-account';

/** Everything of the account, as one file holds it. */
export interface AccountExport {
  readonly format: ExportAccountResponse['format'];
  readonly exportedAt: string;
  readonly documents: ExportAccountResponse['documents'];
}

/**
 * Asks for one part after the other and joins them.
 *
 * @param onProgress is told how many documents have come so far
 */
export async function collectExport(
  ask: (after: string | undefined) => Promise<ExportAccountResponse>,
  onProgress: (documents: number) => void,
): Promise<AccountExport> {
  let part = await ask(undefined);
  const documents = [...part.documents];
  onProgress(documents.length);
  while (part.next !== null) {
    part = await ask(part.next);
    documents.push(...part.documents);
    onProgress(documents.length);
  }
  return { format: part.format, exportedAt: part.exportedAt, documents };
}
