import { describe, expect, it } from 'vitest';
import { TEST_DATABASE } from '../../../test-support/firestore/query-arbitraries.ts';
import type { Value } from '../../storage/values.ts';
import { parseQuery } from '../parse-query.ts';
import type { FilterMessage } from '../structured-query.ts';
import { compositeLink } from './console-link.ts';
import { IndexCheck } from './index-check.ts';
import { parseIndexConfig } from './index-config.ts';

const OPERATORS: Record<string, number> = {
  '<': 1,
  '>': 3,
  '==': 5,
  '!=': 6,
  contains: 7,
  in: 8,
  'contains-any': 9,
};

const where = (fieldPath: string, operator: string, value: Value): FilterMessage => ({
  fieldFilter: { field: { fieldPath }, op: OPERATORS[operator] ?? 0, value },
});
const and = (...filters: FilterMessage[]): FilterMessage => ({ compositeFilter: { op: 1, filters } });
const or = (...filters: FilterMessage[]): FilterMessage => ({ compositeFilter: { op: 2, filters } });

interface Case {
  readonly filter?: FilterMessage;
  /** `a` or `a desc`. */
  readonly orders?: string[];
  readonly group?: boolean;
  /** Fields that are summed up. */
  readonly sum?: string[];
}

function check(config: object, { filter, orders = [], group = false, sum = [] }: Case): string | undefined {
  const query = parseQuery(
    {
      from: [{ collectionId: 'c', allDescendants: group }],
      where: filter,
      orderBy: orders.map(order => ({
        field: { fieldPath: order.split(' ')[0] ?? '' },
        direction: order.endsWith(' desc') ? 2 : 1,
      })),
      offset: 0,
    },
    TEST_DATABASE,
    '',
  );
  try {
    new IndexCheck(parseIndexConfig(JSON.stringify(config))).check(
      TEST_DATABASE,
      query,
      sum.map(name => [name]),
    );
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const index = (...fields: string[]): object => ({
  collectionGroup: 'c',
  queryScope: 'COLLECTION',
  fields: fields.map(field => {
    const [fieldPath, mode] = field.split(' ');
    if (mode === 'contains') return { fieldPath, arrayConfig: 'CONTAINS' };
    return { fieldPath, order: mode === 'desc' ? 'DESCENDING' : 'ASCENDING' };
  }),
});

describe('queries that the automatic indexes serve', () => {
  it.each<[string, Case]>([
    ['everything', {}],
    ['one equality', { filter: where('a', '==', 1n) }],
    [
      'several equalities, merged',
      { filter: and(where('a', '==', 1n), where('b', '==', 2n), where('m.n', '==', 3n)) },
    ],
    ['one range', { filter: where('a', '>', 1n) }],
    [
      'one range, both ends, ordered by it',
      { filter: and(where('a', '>', 1n), where('a', '<', 5n)), orders: ['a desc'] },
    ],
    ['one order', { orders: ['a desc'] }],
    ['an order by what is equal anyway', { filter: where('a', '==', 1n), orders: ['a'] }],
    ['membership', { filter: where('a', 'in', [1n, 2n]) }],
    ['an array element', { filter: where('tags', 'contains', 'x') }],
    [
      'an array element and an equality',
      { filter: and(where('tags', 'contains', 'x'), where('a', '==', 1n)) },
    ],
    ['alternatives', { filter: or(where('a', '==', 1n), where('b', '==', 1n)) }],
    ['a sum without filters', { sum: ['a'] }],
    ['a whole collection group', { group: true }],
  ])('%s', (_, each) => {
    expect(check({}, each)).toBeUndefined();
  });
});

describe('queries that need an index', () => {
  const cases: [string, Case, object][] = [
    ['an equality and a range', { filter: and(where('a', '==', 1n), where('b', '>', 1n)) }, index('a', 'b')],
    [
      'an equality and a descending order',
      { filter: where('a', '==', 1n), orders: ['b desc'] },
      index('a', 'b desc'),
    ],
    ['two orders', { orders: ['a', 'b desc'] }, index('a', 'b desc')],
    ['two ranges', { filter: and(where('a', '>', 1n), where('b', '<', 2n)) }, index('a', 'b')],
    [
      'an array element and an order',
      { filter: where('tags', 'contains', 'x'), orders: ['a'] },
      index('tags contains', 'a'),
    ],
    ['membership and an order', { filter: where('a', 'in', [1n, 2n]), orders: ['b'] }, index('a', 'b')],
    [
      'an inequality and an order',
      { filter: and(where('a', '==', 1n), where('b', '!=', 1n)) },
      index('a', 'b'),
    ],
    [
      'a sum of what is filtered by another field',
      { filter: where('a', '==', 1n), sum: ['b'] },
      index('a', 'b'),
    ],
    ['names downwards', { orders: ['__name__ desc'] }, index('__name__ desc')],
    ['an order with names the other way', { orders: ['a', '__name__ desc'] }, index('a', '__name__ desc')],
  ];

  it.each(cases)('%s: the message holds the entry, and with it the query passes', (_, each, entry) => {
    const message = check({}, each);
    expect(message).toContain('The query requires an index. You can create it here: https://');
    expect(message).toContain(JSON.stringify(entry));
    expect(check({ indexes: [entry] }, each)).toBeUndefined();
  });

  it('are not served by one that differs', () => {
    const each: Case = { filter: where('a', '==', 1n), orders: ['b'] };
    for (const other of [
      index('a', 'b desc'),
      index('b', 'a'),
      index('a', 'c', 'b'),
      index('a', 'b', 'c'),
      index('a contains', 'b'),
      { ...index('a', 'b'), collectionGroup: 'other' },
      { ...index('a', 'b'), queryScope: 'COLLECTION_GROUP' },
    ]) {
      expect(check({ indexes: [other] }, each)).toMatch(/requires an? (\w+ )?index/);
    }
  });

  it('are served by several that sort alike, merged', () => {
    const each: Case = { filter: and(where('a', '==', 1n), where('b', '==', 2n)), orders: ['c'] };
    expect(check({ indexes: [index('a', 'c')] }, each)).toMatch(/requires an? (\w+ )?index/);
    expect(check({ indexes: [index('a', 'c'), index('b', 'c')] }, each)).toBeUndefined();
    expect(check({ indexes: [index('b desc', 'a', 'c')] }, each)).toBeUndefined();
  });

  it.each([[['b', 'c']], [['c', 'b']]])('of the sums over %j are the same in either order', sum => {
    const each: Case = { filter: where('a', '==', 1n), sum };
    expect(check({}, each)).toContain(JSON.stringify(index('a', 'b', 'c')));
    expect(check({ indexes: [index('a', 'b', 'c')] }, each)).toBeUndefined();
  });

  it('must have one for each alternative', () => {
    const each: Case = { filter: or(where('a', '==', 1n), where('b', '==', 1n)), orders: ['c'] };
    expect(check({ indexes: [index('a', 'c')] }, each)).toContain(JSON.stringify(index('b', 'c')));
    expect(check({ indexes: [index('a', 'c'), index('b', 'c')] }, each)).toBeUndefined();
  });
});

describe('single-field indexes', () => {
  it('do not exist for collection groups until they are asked for', () => {
    const each: Case = { filter: where('a', '==', 1n), group: true };
    const message = check({}, each) ?? '';
    const entry: unknown = JSON.parse(message.slice(message.indexOf('{')));
    expect(message).toContain('fieldOverrides');
    expect(check({ fieldOverrides: [entry] }, each)).toBeUndefined();
    expect(check({ fieldOverrides: [entry] }, { filter: where('a', '==', 1n) })).toBeUndefined();
  });

  it('can be switched off', () => {
    const off = { fieldOverrides: [{ collectionGroup: 'c', fieldPath: 'a', indexes: [] }] };
    expect(check(off, { filter: where('a', '==', 1n) })).toMatch(/requires an? (\w+ )?index/);
    expect(check(off, { orders: ['a'] })).toMatch(/requires an? (\w+ )?index/);
    expect(check(off, { filter: where('b', '==', 1n) })).toBeUndefined();
    const all = { fieldOverrides: [{ collectionGroup: 'c', fieldPath: '*', indexes: [] }] };
    expect(check(all, { filter: where('b', '==', 1n) })).toMatch(/requires an? (\w+ )?index/);
    const both = { ...off, indexes: [index('a', 'b')] };
    const pair = and(where('a', '==', 1n), where('b', '==', 1n));
    expect(check(off, { filter: pair })).toMatch(/requires an? (\w+ )?index/);
    expect(check(both, { filter: pair })).toBeUndefined();
  });
});

describe('the link to the console', () => {
  const PAGE = 'https://console.firebase.google.com/v1/r/project/p/firestore/databases/d/indexes';
  const decoded = (message: string | undefined, kind: string): string => {
    const [, encoded = ''] = (message ?? '').split('\n')[0]?.split(`${PAGE}?${kind}=`) ?? [];
    return Buffer.from(encoded, 'base64url').toString('latin1');
  };
  const field = (name: string, mode: string): string =>
    `\x1a${String.fromCharCode(name.length + 4)}\n${String.fromCharCode(name.length)}${name}${mode}`;
  const [ASCENDING, DESCENDING, CONTAINS] = ['\x10\x01', '\x10\x02', '\x18\x01'];

  it.each<[string, Case, string]>([
    [
      'an order',
      { filter: and(where('z', '==', 1n), where('a', '==', 1n)), orders: ['b desc'] },
      field('a', ASCENDING) + field('z', ASCENDING) + field('b', DESCENDING) + field('__name__', DESCENDING),
    ],
    [
      'an array',
      { filter: where('tags', 'contains', 'x'), orders: ['a'] },
      field('tags', CONTAINS) + field('a', ASCENDING) + field('__name__', ASCENDING),
    ],
    [
      'names the other way',
      { orders: ['a', '__name__ desc'] },
      field('a', ASCENDING) + field('__name__', DESCENDING),
    ],
  ])('holds a composite index for %s', (_, each, fields) => {
    const name = 'projects/p/databases/d/collectionGroups/c/indexes/_';
    expect(decoded(check({}, each), 'create_composite')).toBe(
      `\n${String.fromCharCode(name.length)}${name}\x10\x01${fields}`,
    );
  });

  it('holds the index of a single field', () => {
    const message = check({}, { filter: where('tags', 'contains', 1n), group: true });
    const name = 'projects/p/databases/d/collectionGroups/c/fields/tags';
    expect(message).toContain(
      'The query requires a COLLECTION_GROUP_CONTAINS index for collection c and field tags.',
    );
    expect(decoded(message, 'create_exemption')).toBe(
      `\n${String.fromCharCode(name.length)}${name}\x10\x02${field('tags', CONTAINS)}`,
    );
  });

  it('is the one that production gives', () => {
    const link = compositeLink(
      { project: 'fireemu-oracle-query', database: '(default)' },
      {
        collectionGroup: 'flt',
        queryScope: 'COLLECTION',
        prefix: [{ fieldPath: 'q', kind: 'ASCENDING' }],
        sorted: [{ fieldPath: 'z', kind: 'ASCENDING' }],
        nameDirection: 'ASCENDING',
      },
    );
    expect(link).toBe(
      'https://console.firebase.google.com/v1/r/project/fireemu-oracle-query/firestore/indexes?create_composite=' +
        'ClBwcm9qZWN0cy9maXJlZW11LW9yYWNsZS1xdWVyeS9kYXRhYmFzZXMvKGRlZmF1bHQpL2NvbGxlY3Rpb25Hcm91cHMvZmx0L2luZGV4' +
        'ZXMvXxABGgUKAXEQARoFCgF6EAEaDAoIX19uYW1lX18QAQ',
    );
  });
});

describe('a configuration', () => {
  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['an index without fields', '{"indexes":[{"collectionGroup":"c"}]}'],
    ['a field without a mode', '{"indexes":[{"collectionGroup":"c","fields":[{"fieldPath":"a"}]}]}'],
    ['an unknown scope', '{"indexes":[{"collectionGroup":"c","queryScope":"ALL","fields":[]}]}'],
  ])('that is %s is refused', (_, text) => expect(() => parseIndexConfig(text)).toThrow());
});
