import { describe, expect, it } from 'vitest';
import { parseQuery } from '../query/parse-query.ts';
import type { FilterMessage, StructuredQueryMessage } from '../query/structured-query.ts';
import { Path } from '../rules/values/value.ts';
import { ReferenceValue, type Value } from '../storage/values.ts';
import { queryShape } from './query-shape.ts';

const DATABASE = { project: 'p', database: '(default)' };
const ROOT = ['databases', '(default)', 'documents'];
const filter = (fieldPath: string, op: number, value: Value): FilterMessage => ({
  fieldFilter: { field: { fieldPath }, op, value },
});
const shape = (message: Partial<StructuredQueryMessage>, parent = '') =>
  queryShape(
    DATABASE.database,
    parseQuery(
      { from: [{ collectionId: 'c', allDescendants: false }], orderBy: [], offset: 0, ...message },
      DATABASE,
      parent,
    ),
  );

describe('a query, as a proof sees it', () => {
  it('is its collection, and nothing that it was not given', () => {
    const collection = { collection: 'c', allDescendants: false, orderBy: [], offset: 0 };
    expect(shape({})).toEqual({ parent: ROOT, ...collection });
    expect(shape({}, 'users/alice')).toEqual({ parent: [...ROOT, 'users', 'alice'], ...collection });
  });

  it('keeps a collection group, limit, offset and the orders that the client gave', () => {
    const from = [{ collectionId: 'c', allDescendants: true }];
    const orderBy = [
      { field: { fieldPath: 'a.b' }, direction: 2 },
      { field: { fieldPath: 'n' }, direction: 1 },
    ];
    expect(shape({ from, orderBy, limit: { value: 5 }, offset: 2, where: filter('n', 3, 1n) })).toEqual({
      parent: ROOT,
      collection: 'c',
      allDescendants: true,
      orderBy: [
        { field: ['a', 'b'], direction: 'DESC' },
        { field: ['n'], direction: 'ASC' },
      ],
      limit: 5,
      offset: 2,
      filter: { kind: 'field', field: ['n'], operator: '>', value: 1n },
    });
  });

  it('keeps the structure of alternatives, and names documents by complete paths', () => {
    const reference = (id: string): ReferenceValue =>
      new ReferenceValue(`projects/p/databases/(default)/documents/c/${id}`);
    const filters = [filter('a', 5, 'x'), filter('__name__', 8, [reference('d'), reference('e')])];
    expect(shape({ where: { compositeFilter: { op: 2, filters } } }).filter).toEqual({
      kind: 'or',
      filters: [
        { kind: 'field', field: ['a'], operator: '==', value: 'x' },
        {
          kind: 'field',
          field: ['__name__'],
          operator: 'in',
          value: [new Path([...ROOT, 'c', 'd']), new Path([...ROOT, 'c', 'e'])],
        },
      ],
    });
  });

  it('takes nothing from cursors', () => {
    const orderBy = [{ field: { fieldPath: 'n' }, direction: 1 }];
    const cursor = { values: [1n], before: true };
    expect(shape({ orderBy, startAt: cursor, endAt: cursor })).toEqual(shape({ orderBy }));
  });
});
