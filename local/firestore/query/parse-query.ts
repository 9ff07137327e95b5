import { FirestoreError, invalidArgument } from '../storage/errors.ts';
import { type FieldPath, formatFieldPath, NAME_FIELD, parseFieldPath } from '../storage/field-path.ts';
import { checkId, type DatabaseId } from '../storage/resource-path.ts';
import { compareUtf8 } from '../storage/utf8-order.ts';
import { disjunctions, MAX_DISJUNCTIONS } from './disjunctions.ts';
import { isName } from './matcher.ts';
import { parseFilter, parseReference, pathOfReference } from './parse-filter.ts';
import type { Bound, FieldFilter, Filter, Order, Query, Scope } from './query.ts';
import { type CursorMessage, DESCENDING, type StructuredQueryMessage } from './structured-query.ts';

const INEQUALITIES: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '!=', 'not-in']);

/**
 * Brings a structured query into normal form.
 *
 * @param parent path of the document below which it looks; empty for the root
 * @throws INVALID_ARGUMENT for what the service refuses, UNIMPLEMENTED for vector search
 */
export function parseQuery(message: StructuredQueryMessage, databaseId: DatabaseId, parent: string): Query {
  if (message.findNearest) throw new FirestoreError('UNIMPLEMENTED', 'Vector search is not supported.');
  const scope = parseScope(message, parent);
  const where = message.where ? parseFilter(message.where, databaseId) : undefined;
  if (disjunctions(where) === undefined) {
    throw invalidArgument(
      `The query has too many disjunctions after normalization. The maximum is ${MAX_DISJUNCTIONS}.`,
    );
  }
  const explicit = parseOrders(message);
  const orderBy = withImplicitOrders(explicit, where);
  const limit = message.limit ? message.limit.value : undefined;
  if (limit !== undefined && limit < 0) throw invalidArgument('limit is negative');
  if (message.offset < 0) throw invalidArgument('offset is negative');
  return {
    scope,
    where,
    orderBy,
    start: parseBound(message.startAt, orderBy, databaseId),
    end: parseBound(message.endAt, orderBy, databaseId),
    offset: message.offset,
    limit,
    select: parseSelect(message),
    explicitOrders: explicit.length,
  };
}

function parseScope(message: StructuredQueryMessage, parent: string): Scope {
  const [selector, ...others] = message.from;
  if (others.length > 0) throw invalidArgument('A query can have only one collection selector.');
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
    if (seen.has(name)) throw invalidArgument(`order by property '${name}' is given twice`);
    seen.add(name);
    return { field, descending: direction === DESCENDING };
  });
}

/**
 * Adds what the service orders by unasked: the fields of inequality filters, by name, then the document's
 * name, all in the direction of the last order given.
 */
function withImplicitOrders(explicit: readonly Order[], where: Filter | undefined): Order[] {
  const descending = explicit.at(-1)?.descending ?? false;
  const orders = [...explicit];
  const ordered = new Set(explicit.map(order => formatFieldPath(order.field)));
  const missing = new Map<string, FieldPath>();
  for (const { field, operator } of fieldFilters(where)) {
    const name = formatFieldPath(field);
    if (INEQUALITIES.has(operator) && !ordered.has(name) && !isName(field)) missing.set(name, field);
  }
  for (const [, field] of [...missing].sort(([a], [b]) => compareUtf8(a, b))) {
    orders.push({ field, descending });
  }
  const byName = orders.findIndex(order => isName(order.field));
  if (byName >= 0) return orders.slice(0, byName + 1);
  return [...orders, { field: [NAME_FIELD], descending }];
}

/** All comparisons in a filter, whatever their nesting. */
export function* fieldFilters(filter: Filter | undefined): Generator<FieldFilter> {
  if (filter === undefined) return;
  if (filter.kind === 'field') yield filter;
  else for (const part of filter.filters) yield* fieldFilters(part);
}

function parseBound(
  cursor: CursorMessage | null | undefined,
  orderBy: readonly Order[],
  databaseId: DatabaseId,
): Bound | undefined {
  if (!cursor) return undefined;
  if (cursor.values.length > orderBy.length) throw invalidArgument('Cursor has too many values.');
  const values = cursor.values.map((value, i) =>
    isName(orderBy[i]?.field ?? []) ? pathOfReference(value, databaseId) : value,
  );
  return { values, before: cursor.before };
}

function parseSelect(message: StructuredQueryMessage): FieldPath[] | undefined {
  if (!message.select) return undefined;
  const paths = message.select.fields.map(({ fieldPath }) => parseFieldPath(fieldPath));
  const fields = paths.filter(path => !isName(path));
  return paths.length === 0 ? undefined : fields;
}
