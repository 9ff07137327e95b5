import type { StoredDocument } from '../storage/document.ts';
import { compileFilter, type DocumentPredicate } from './matcher.ts';
import { type DocumentOrder, documentOrder, orderedFieldsTest, Position, positionOrder } from './order.ts';
import { inScope, type Query } from './query.ts';

/** A query as functions over single documents: all of it except offset, limit and projection. */
export interface CompiledQuery {
  readonly query: Query;
  /** Whether a document belongs to the unlimited result. */
  readonly matches: DocumentPredicate;
  /** The same for a document that is known to be in the query's scope. */
  readonly matchesInScope: DocumentPredicate;
  /** The order of the results. */
  readonly compare: DocumentOrder;
}

export function compileQuery(query: Query): CompiledQuery {
  const filter = compileFilter(query.where);
  const start = query.start && Position.of(query.start);
  const end = query.end && Position.of(query.end);
  const hasOrderedFields = orderedFieldsTest(query.orderBy);
  const place = positionOrder(query.orderBy);
  const matchesInScope = (document: StoredDocument): boolean =>
    filter(document) &&
    hasOrderedFields(document) &&
    (start === undefined || place(document, start) > 0) &&
    (end === undefined || place(document, end) < 0);
  return {
    query,
    matchesInScope,
    matches: document => inScope(query.scope, document.path) && matchesInScope(document),
    compare: documentOrder(query.orderBy),
  };
}
