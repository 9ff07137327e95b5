import type { StoredDocument } from '../storage/document.ts';
import type { DocumentOrder } from './order.ts';

/** Merges sorted streams into one sorted stream in which each document appears once. */
export function* mergeOrdered(
  streams: readonly Iterator<StoredDocument>[],
  compare: DocumentOrder,
): Generator<StoredDocument> {
  const heads: { document: StoredDocument; rest: Iterator<StoredDocument> }[] = [];
  const advance = (rest: Iterator<StoredDocument>): void => {
    const next = rest.next();
    if (next.done !== true) heads.push({ document: next.value, rest });
  };
  for (const stream of streams) advance(stream);
  while (heads.length > 0) {
    let least = 0;
    for (let i = 1; i < heads.length; i++) {
      const candidate = heads[i];
      const best = heads[least];
      if (candidate && best && compare(candidate.document, best.document) < 0) least = i;
    }
    const document = heads[least]?.document as StoredDocument;
    yield document;
    const duplicates = heads.filter(head => head.document === document);
    for (const { rest } of duplicates) {
      heads.splice(
        heads.findIndex(head => head.rest === rest),
        1,
      );
      advance(rest);
    }
  }
}
