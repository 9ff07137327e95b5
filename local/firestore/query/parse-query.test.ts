import { describe, expect, it } from 'vitest';
import { TEST_DATABASE } from '../../test-support/firestore/query-arbitraries.ts';
import { StoredDocument } from '../storage/document.ts';
import { MapValue } from '../storage/map-value.ts';
import { ReferenceValue, type Value } from '../storage/values.ts';
import { aggregate } from './aggregate.ts';
import { parseQuery } from './parse-query.ts';
import type { FilterMessage, StructuredQueryMessage } from './structured-query.ts';

const base: StructuredQueryMessage = {
  from: [{ collectionId: 'c', allDescendants: false }],
  orderBy: [],
  offset: 0,
};
const filter = (fieldPath: string, op: number, value: Value): FilterMessage => ({
  fieldFilter: { field: { fieldPath }, op, value },
});
const order = (fieldPath: string, direction = 1) => ({ field: { fieldPath }, direction });
const parse = (query: Partial<StructuredQueryMessage>) =>
  parseQuery({ ...base, ...query }, TEST_DATABASE, '');

describe('the normal form of queries', () => {
  it.each<[string, Partial<StructuredQueryMessage>, string]>([
    ['nothing', {}, '__name__ asc'],
    ['an order', { orderBy: [order('a', 2)] }, 'a desc, __name__ desc'],
    ['an inequality', { where: filter('b', 1, 1n) }, 'b asc, __name__ asc'],
    [
      'inequalities beside an order',
      {
        orderBy: [order('z', 2)],
        where: {
          compositeFilter: { op: 1, filters: [filter('b', 1, 1n), filter('a', 6, 1n), filter('e', 5, 1n)] },
        },
      },
      'z desc, a desc, b desc, __name__ desc',
    ],
    ['an order by name', { orderBy: [order('__name__', 2)] }, '__name__ desc'],
  ])('orders after %s', (_, query, expected) => {
    const orders = parse(query).orderBy.map(
      ({ field, descending }) => `${field} ${descending ? 'desc' : 'asc'}`,
    );
    expect(orders.join(', ')).toBe(expected);
  });

  it('turns references to documents into paths', () => {
    const value = new ReferenceValue('projects/p/databases/d/documents/c/x');
    expect(parse({ where: filter('__name__', 3, value) }).where).toMatchObject({ value: 'c/x' });
  });

  it.each<[string, Partial<StructuredQueryMessage>]>([
    ['two collections', { from: [...base.from, ...base.from] }],
    ['a path as collection id', { from: [{ collectionId: 'a/b', allDescendants: false }] }],
    ['a negative limit', { limit: { value: -1 } }],
    ['a negative offset', { offset: -1 }],
    ['an order given twice', { orderBy: [order('a'), order('a')] }],
    ['a cursor longer than the order', { startAt: { values: [1n, 'x', 2n], before: true } }],
    ['a name that is no reference', { where: filter('__name__', 5, 'c/x') }],
    [
      'a name in another database',
      { where: filter('__name__', 5, new ReferenceValue('projects/q/databases/d/documents/c/x')) },
    ],
    ['an operator that does not exist', { where: filter('a', 99, 1n) }],
    ['membership in nothing', { where: filter('a', 8, []) }],
    ['membership in a number', { where: filter('a', 8, 1n) }],
    [
      'membership in too much',
      {
        where: filter(
          'a',
          8,
          Array.from({ length: 31 }, (_, i) => BigInt(i)),
        ),
      },
    ],
    [
      'exclusion of too much',
      {
        where: filter(
          'a',
          10,
          Array.from({ length: 11 }, (_, i) => BigInt(i)),
        ),
      },
    ],
    ['an empty filter', { where: {} }],
    ['a bad field path', { where: filter('a..b', 5, 1n) }],
  ])('refuses %s', (_, query) => expect(() => parse(query)).toThrow());
});

describe('aggregations', () => {
  const documents = [1n, 2n, 2.5, 'text', null].map(
    (v, i) => new StoredDocument(`c/${i}`, MapValue.of([['v', v]]), 1, 1),
  );
  const without = new StoredDocument('c/x', MapValue.EMPTY, 1, 1);
  const run = (values: readonly StoredDocument[], kind: 'sum' | 'average') =>
    aggregate(values, [{ alias: 'r', operator: { kind, field: ['v'] } }]).get('r');

  it('ignore what is no number', () => {
    expect(run([...documents, without], 'sum')).toBe(5.5);
    expect(run([...documents, without], 'average')).toBe(5.5 / 3);
    expect(run([without], 'sum')).toBe(0n);
    expect(run([without], 'average')).toBe(null);
  });

  it('stay integers until 64 bits are not enough', () => {
    const big = [2n ** 63n - 1n, 1n].map(
      (v, i) => new StoredDocument(`c/${i}`, MapValue.of([['v', v]]), 1, 1),
    );
    expect(run(documents.slice(0, 2), 'sum')).toBe(3n);
    expect(run(big, 'sum')).toBe(2 ** 63);
  });

  it('count only documents that have every aggregated field, up to a maximum', () => {
    const count = { alias: 'n', operator: { kind: 'count' as const, upTo: undefined } };
    const sum = { alias: 's', operator: { kind: 'sum' as const, field: ['v'] } };
    expect(aggregate([...documents, without], [count]).get('n')).toBe(6n);
    expect(aggregate([...documents, without], [count, sum]).get('n')).toBe(5n);
    const capped = { alias: 'n', operator: { kind: 'count' as const, upTo: 2 } };
    expect(aggregate(documents, [capped]).get('n')).toBe(2n);
  });
});
