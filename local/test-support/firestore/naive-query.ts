import type { FieldFilter, Filter, Query } from '../../firestore/query/query.ts';
import { compareValues, typeOrder } from '../../firestore/storage/compare.ts';
import type { StoredDocument } from '../../firestore/storage/document.ts';
import { getField } from '../../firestore/storage/field-path.ts';
import { comparePaths } from '../../firestore/storage/resource-path.ts';
import { isArrayValue, type Value } from '../../firestore/storage/values.ts';

/**
 * The reference evaluator of property tests: it reads like the documentation, looks at every document, and
 * shares with the real one nothing but the comparison of values, which has tests of its own.
 */
export function naiveQuery(query: Query, documents: Iterable<StoredDocument>): StoredDocument[] {
  const found: StoredDocument[] = [];
  for (const document of documents) {
    if (!isInScope(query, document.path)) continue;
    if (query.where !== undefined && !satisfies(document, query.where)) continue;
    if (query.orderBy.some(({ field }) => valueAt(document, field) === undefined)) continue;
    found.push(document);
  }
  found.sort((a, b) => compareKeys(query, keyOf(query, a), keyOf(query, b)));
  const { start, end } = query;
  const bounded = found.filter(document => {
    const key = keyOf(query, document);
    if (start !== undefined) {
      const order = compareKeys(query, key.slice(0, start.values.length), [...start.values]);
      if (start.before ? order < 0 : order <= 0) return false;
    }
    if (end !== undefined) {
      const order = compareKeys(query, key.slice(0, end.values.length), [...end.values]);
      if (end.before ? order >= 0 : order > 0) return false;
    }
    return true;
  });
  const last = query.limit === undefined ? undefined : query.offset + query.limit;
  return bounded.slice(query.offset, last);
}

function isInScope({ scope }: Query, path: string): boolean {
  const segments = path.split('/');
  const collection = segments.slice(0, -1);
  const parent = scope.parent === '' ? [] : scope.parent.split('/');
  if (parent.some((segment, i) => segments[i] !== segment) || collection.length <= parent.length)
    return false;
  if (scope.collectionId !== undefined && collection.at(-1) !== scope.collectionId) return false;
  return scope.allDescendants || collection.length === parent.length + 1;
}

/** A name is compared as a path: it stands here as an array of its segments behind a mark. */
function valueAt(document: StoredDocument, field: readonly string[]): Value | undefined {
  return field[0] === '__name__' ? document.path : getField(document.fields, field);
}

function keyOf(query: Query, document: StoredDocument): Value[] {
  return query.orderBy.map(({ field }) => valueAt(document, field) ?? null);
}

function compareKeys(query: Query, a: readonly Value[], b: readonly Value[]): number {
  for (let i = 0; i < a.length; i++) {
    const order = query.orderBy[i];
    const [x, y] = [a[i] ?? null, b[i] ?? null];
    const difference =
      order?.field[0] === '__name__' ? comparePaths(String(x), String(y)) : compareValues(x, y);
    if (difference !== 0) return order?.descending === true ? -difference : difference;
  }
  return 0;
}

function satisfies(document: StoredDocument, filter: Filter): boolean {
  if (filter.kind === 'field') return satisfiesField(document, filter);
  if (filter.kind === 'and') return filter.filters.every(part => satisfies(document, part));
  return filter.filters.some(part => satisfies(document, part));
}

function satisfiesField(document: StoredDocument, filter: FieldFilter): boolean {
  const present = valueAt(document, filter.field);
  if (present === undefined) return false;
  const { operator, value } = filter;
  const equal = (a: Value, b: Value): boolean => compareValues(a, b) === 0;
  const wanted = isArrayValue(value) ? value : [];
  const byName = filter.field[0] === '__name__';
  const order = byName ? comparePaths(String(present), String(value)) : compareValues(present, value);
  const sameType = byName || (typeOrder(present) === typeOrder(value) && !Number.isNaN(present));
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0 && present !== null;
    case '<':
      return sameType && order < 0;
    case '<=':
      return sameType && order <= 0;
    case '>':
      return sameType && order > 0;
    case '>=':
      return sameType && order >= 0;
    case 'in':
      return wanted.some(item => equal(item, present));
    case 'not-in':
      return present !== null && !wanted.some(item => item === null || equal(item, present));
    case 'array-contains':
      return isArrayValue(present) && present.some(item => equal(item, value));
    case 'array-contains-any':
      return isArrayValue(present) && present.some(item => wanted.some(other => equal(item, other)));
  }
}
