import { FirestoreError, invalidArgument } from '../storage/errors.ts';
import { type FieldPath, formatFieldPath, NAME_FIELD, parseFieldPath } from '../storage/field-path.ts';
import { checkOperand } from '../storage/limits.ts';
import { checkId, type DatabaseId } from '../storage/resource-path.ts';
import { compareUtf8 } from '../storage/utf8-order.ts';
import { checkCombination, INEQUALITIES } from './check-combination.ts';
import { isName } from './matcher.ts';
import { type Comparison, parseFilter, parseReference, pathOfReference } from './parse-filter.ts';
import type { Bound, Order, Query, Scope } from './query.ts';
import { type CursorMessage, DESCENDING, type StructuredQueryMessage } from './structured-query.ts';

/**
 * Brings a structured query into normal form.
 *
 * @param parent path of the document below which it looks; empty for the root
 * @throws INVALID_ARGUMENT for what the service refuses, FAILED_PRECONDITION for two searches of arrays,
 *   UNIMPLEMENTED for vector search
 */
export function parseQuery(message: StructuredQueryMessage, databaseId: DatabaseId, parent: string): Query {
  if (message.findNearest) throw new FirestoreError('UNIMPLEMENTED', 'Vector search is not supported.');
  const scope = parseScope(message, parent);
  const { filter: where, comparisons } = message.where
    ? parseFilter(message.where, databaseId)
    : { filter: undefined, comparisons: [] };
  const explicit = parseOrders(message);
  if (scope.collectionId === undefined) checkWithoutCollection(comparisons, explicit);
  const orderBy = withImplicitOrders(explicit, comparisons);
  const limit = message.limit ? message.limit.value : undefined;
  if (limit !== undefined && limit < 0) throw invalidArgument('limit is negative');
  if (message.offset < 0) throw invalidArgument('offset is negative');
  const start = parseBound(message.startAt, explicit, databaseId);
  const end = parseBound(message.endAt, explicit, databaseId);
  checkCombination({ filter: where, comparisons, orders: explicit.length, below: parent !== '' });
  return {
    scope,
    where,
    orderBy,
    start,
    end,
    offset: message.offset,
    limit,
    select: parseSelect(message),
    explicitOrders: explicit.length,
  };
}

function parseScope(message: StructuredQueryMessage, parent: string): Scope {
  const [selector, ...others] = message.from;
  if (others.length > 0)
    throw invalidArgument('StructuredQuery.from cannot have more than one collection selector.');
  if (selector === undefined) return { parent, collectionId: undefined, allDescendants: true };
  if (selector.collectionId !== '') {
    if (selector.collectionId.includes('/')) {
      throw invalidArgument(`Collection id "${selector.collectionId}" is invalid because it contains "/".`);
    }
    checkId(selector.collectionId, selector.collectionId);
  }
  return {
    parent,
    collectionId: selector.collectionId === '' ? undefined : selector.collectionId,
    allDescendants: selector.allDescendants,
  };
}

function parseOrders(message: StructuredQueryMessage): Order[] {
  const seen = new Set<string>();
  return message.orderBy.map(({ field: reference, direction }) => {
    const field = parseReference(reference);
    const name = formatFieldPath(field);
    if (seen.has(name)) throw invalidArgument(`order by clause cannot contain duplicate fields ${name}`);
    seen.add(name);
    return { field, descending: direction === DESCENDING };
  });
}

/** A query over collections of every id is a walk over names. */
function checkWithoutCollection(comparisons: readonly Comparison[], orders: readonly Order[]): void {
  const other = comparisons.find(({ field }) => !isName(field));
  if (other !== undefined) {
    throw invalidArgument(`kind is required for filter: ${formatFieldPath(other.field)}`);
  }
  if (orders.some(({ field, descending }) => !isName(field) || descending)) {
    throw invalidArgument('kind is required for all orders except __key__ ascending');
  }
}

/**
 * Adds what the service orders by unasked: the fields of inequality filters, by name, then the document's
 * name, all in the direction of the last order given.
 */
function withImplicitOrders(explicit: readonly Order[], comparisons: readonly Comparison[]): Order[] {
  const descending = explicit.at(-1)?.descending ?? false;
  const orders = [...explicit];
  const ordered = new Set(explicit.map(order => formatFieldPath(order.field)));
  const missing = new Map<string, FieldPath>();
  for (const { field, operator } of comparisons) {
    const name = formatFieldPath(field);
    if (INEQUALITIES.has(operator) && !ordered.has(name) && !isName(field)) missing.set(name, field);
  }
  for (const [, field] of [...missing].sort(([a], [b]) => compareUtf8(a, b))) {
    orders.push({ field, descending });
  }
  const byName = orders.findIndex(order => isName(order.field));
  if (byName < 0) return [...orders, { field: [NAME_FIELD], descending }];
  if (byName < orders.length - 1) {
    throw invalidArgument('order by clause cannot contain more fields after the key');
  }
  return orders;
}

function parseBound(
  cursor: CursorMessage | null | undefined,
  explicit: readonly Order[],
  databaseId: DatabaseId,
): Bound | undefined {
  if (!cursor) return undefined;
  if (cursor.values.length > explicit.length) throw invalidArgument('Cursor has too many values.');
  const values = cursor.values.map((value, i) => {
    if (isName(explicit[i]?.field ?? [])) return pathOfReference(value, databaseId, noDocument);
    checkOperand(value);
    return value;
  });
  return { values, before: cursor.before };
}

function noDocument(): Error {
  return invalidArgument('Cursor __key__ value is not a document reference.');
}

function parseSelect(message: StructuredQueryMessage): FieldPath[] | undefined {
  if (!message.select) return undefined;
  const paths = message.select.fields.map(({ fieldPath }) => parseFieldPath(fieldPath));
  const fields = paths.filter(path => !isName(path));
  return paths.length === 0 ? undefined : fields;
}
