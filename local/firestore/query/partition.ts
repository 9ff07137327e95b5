import type { StoredDocument } from '../storage/document.ts';

/**
 * Picks documents that split an ordered result into parts of about equal size.
 *
 * @param points how many split points are wanted at most
 */
export function splitPoints(documents: readonly StoredDocument[], points: number): StoredDocument[] {
  const parts = Math.min(points + 1, documents.length);
  const split: StoredDocument[] = [];
  for (let part = 1; part < parts; part++) {
    const document = documents[Math.floor((part * documents.length) / parts)];
    if (document !== undefined) split.push(document);
  }
  return split;
}
