import { type FieldPath, formatFieldPath, NAME_FIELD } from '../../storage/field-path.ts';
import { compareUtf8 } from '../../storage/utf8-order.ts';
import { type Conjunction, disjunctions } from '../disjunctions.ts';
import { isName } from '../matcher.ts';
import type { Query } from '../query.ts';
import type { Direction, IndexField, QueryScope } from './index-config.ts';

/**
 * What the indexes must offer for one alternative of a query. They are read in their own direction only, so
 * the sorted part must agree exactly; the fields compared for equality may come before it in any order.
 */
export interface IndexNeed {
  readonly collectionGroup: string;
  readonly queryScope: QueryScope;
  /** Compared for equality, in any order and direction, or searched for an array element. */
  readonly prefix: readonly IndexField[];
  /** Sorted, in this order and these directions. */
  readonly sorted: readonly { readonly fieldPath: string; readonly kind: Direction }[];
  /** The direction in which equal documents are sorted by name. */
  readonly nameDirection: Direction;
}

/**
 * The needs of all alternatives of a query. A query over collections of every id needs no index.
 *
 * @param aggregated fields that a sum or an average is computed over: the index must hold them too
 */
export function indexNeeds(query: Query, aggregated: readonly FieldPath[]): IndexNeed[] {
  const { collectionId, allDescendants } = query.scope;
  if (collectionId === undefined) return [];
  const alternatives = disjunctions(query.where) ?? [];
  return alternatives.map(conjunction =>
    needOf(query, conjunction, aggregated, collectionId, allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION'),
  );
}

function needOf(
  query: Query,
  conjunction: Conjunction,
  aggregated: readonly FieldPath[],
  collectionGroup: string,
  queryScope: QueryScope,
): IndexNeed {
  const prefix = new Map<string, IndexField>();
  for (const { field, operator } of conjunction) {
    if (isName(field)) continue;
    const fieldPath = formatFieldPath(field);
    if (operator === '==') prefix.set(fieldPath, { fieldPath, kind: 'ASCENDING' });
    if (operator === 'array-contains') prefix.set(`${fieldPath}[]`, { fieldPath, kind: 'CONTAINS' });
  }
  const sorted = query.orderBy
    .filter(({ field }) => !isName(field) && !prefix.has(formatFieldPath(field)))
    .map(({ field, descending }) => ({
      fieldPath: formatFieldPath(field),
      kind: descending ? ('DESCENDING' as const) : ('ASCENDING' as const),
    }));
  // By name: the order in which a client writes its aggregations is no part of the question.
  for (const fieldPath of aggregated.map(formatFieldPath).sort(compareUtf8)) {
    const known = prefix.has(fieldPath) || sorted.some(order => order.fieldPath === fieldPath);
    if (!known) sorted.push({ fieldPath, kind: sorted.at(-1)?.kind ?? 'ASCENDING' });
  }
  const byName = query.orderBy.find(({ field }) => isName(field));
  return {
    collectionGroup,
    queryScope,
    prefix: [...prefix.values()],
    sorted,
    nameDirection: byName?.descending === true ? 'DESCENDING' : 'ASCENDING',
  };
}

/** The fields of an index that serves a need all by itself, as one writes them in the file. */
export function fieldsFor({ prefix, sorted, nameDirection }: IndexNeed): IndexField[] {
  const equal = [...prefix].sort((a, b) => compareUtf8(a.fieldPath, b.fieldPath));
  const fields = [...equal, ...sorted];
  const implied = sorted.at(-1)?.kind ?? 'ASCENDING';
  return nameDirection === implied ? fields : [...fields, { fieldPath: NAME_FIELD, kind: nameDirection }];
}
