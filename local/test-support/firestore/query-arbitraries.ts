import fc from 'fast-check';
import { parseQuery } from '../../firestore/query/parse-query.ts';
import type { Query } from '../../firestore/query/query.ts';
import type { FilterMessage, StructuredQueryMessage } from '../../firestore/query/structured-query.ts';
import { MapValue } from '../../firestore/storage/map-value.ts';
import { ReferenceValue, type Value } from '../../firestore/storage/values.ts';

/** Random queries over documents with the fields of `smallFields`, as a client would send them. */

export const TEST_DATABASE = { project: 'p', database: 'd' };

const operand = fc.oneof(
  fc.bigInt({ min: 0n, max: 4n }),
  fc.constantFrom<Value>(0.5, 1, null, 'x', 'y', Number.NaN, MapValue.of([['n', 1n]])),
);

const field = fc.constantFrom('a', 'b', 'tags', 'm.n', 'm', 'none');

const comparison: fc.Arbitrary<FilterMessage> = fc
  .oneof(
    fc.record({ field, op: fc.constantFrom(1, 2, 3, 4, 5, 5, 5, 6, 7), value: operand }),
    fc.record({
      field,
      op: fc.constantFrom(8, 9, 10),
      value: fc.array(operand, { minLength: 1, maxLength: 3 }),
    }),
  )
  .map(({ field: fieldPath, op, value }) => ({ fieldFilter: { field: { fieldPath }, op, value } }));

const name = (path: string): ReferenceValue => new ReferenceValue(`projects/p/databases/d/documents/${path}`);

const nameComparison: fc.Arbitrary<FilterMessage> = fc
  .record({ op: fc.constantFrom(1, 2, 3, 4, 5, 6), path: fc.constantFrom('c/d3', 'c/d10', 'x/y/c/d5') })
  .map(({ op, path }) => ({ fieldFilter: { field: { fieldPath: '__name__' }, op, value: name(path) } }));

const filter: fc.Arbitrary<FilterMessage> = fc.letrec<{ any: FilterMessage }>(tie => ({
  any: fc.oneof(
    { maxDepth: 2 },
    { weight: 6, arbitrary: comparison },
    { weight: 1, arbitrary: nameComparison },
    {
      weight: 3,
      arbitrary: fc
        .record({
          op: fc.constantFrom(1, 1, 2),
          filters: fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
        })
        .map(compositeFilter => ({ compositeFilter })),
    },
  ),
})).any;

const order = fc
  .record({ fieldPath: fc.constantFrom('a', 'b', 'm.n', '__name__'), direction: fc.constantFrom(1, 2) })
  .map(({ fieldPath, direction }) => ({ field: { fieldPath }, direction }));

const cursor = fc.record({ values: fc.array(operand, { minLength: 1, maxLength: 2 }), before: fc.boolean() });

const structuredQuery: fc.Arbitrary<StructuredQueryMessage> = fc.record({
  from: fc
    .record({ collectionId: fc.constantFrom('c', 'c', 'c', ''), allDescendants: fc.boolean() })
    .map(selector => [selector]),
  where: fc.option(filter),
  orderBy: fc.uniqueArray(order, { maxLength: 2, selector: ({ field: { fieldPath } }) => fieldPath }),
  startAt: fc.option(cursor),
  endAt: fc.option(cursor),
  offset: fc.constantFrom(0, 0, 0, 2),
  limit: fc.option(fc.integer({ min: 0, max: 8 }).map(value => ({ value }))),
});

/** What the service takes: not every combination of filters and orders is a query. */
function isTaken(message: StructuredQueryMessage): boolean {
  try {
    parseQuery({ ...message, startAt: null, endAt: null }, TEST_DATABASE, '');
    return true;
  } catch {
    return false;
  }
}

/** Queries in normal form; cursor values for the name are made to point at documents. */
export const query: fc.Arbitrary<Query> = fc
  .record({ message: structuredQuery.filter(isTaken), parent: fc.constantFrom('', '', 'x/y') })
  .map(({ message, parent }) => {
    const fit = (bound: StructuredQueryMessage['startAt']): StructuredQueryMessage['startAt'] =>
      bound && {
        before: bound.before,
        values: bound.values
          .slice(0, message.orderBy.length)
          .map((value, i) => (message.orderBy[i]?.field?.fieldPath === '__name__' ? name('c/d7') : value)),
      };
    return parseQuery(
      { ...message, startAt: fit(message.startAt), endAt: fit(message.endAt) },
      TEST_DATABASE,
      parent,
    );
  });
