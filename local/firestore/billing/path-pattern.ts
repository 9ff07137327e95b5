import type { Scope } from '../query/query.ts';
import { segmentsOf } from '../storage/resource-path.ts';

/** The collection of a document, with `*` for the ids on the way to it: `users/alice/data/snapshot` is in `users`, `*`, `data`. */
export function collectionPattern(documentPath: string): string {
  const segments = segmentsOf(documentPath);
  let pattern = segments[0] ?? '';
  for (let at = 2; at < segments.length; at += 2) pattern += `/*/${segments[at]}`;
  return pattern;
}

/** What a query looks at, likewise; a collection group has `**` before its id, and collections of any id are `*`. */
export function scopePattern({ parent, collectionId = '*', allDescendants }: Scope): string {
  const above = parent === '' ? '' : `${collectionPattern(parent)}/*/`;
  return `${above}${allDescendants ? '**/' : ''}${collectionId}`;
}
