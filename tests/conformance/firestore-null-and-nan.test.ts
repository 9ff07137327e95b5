import { beforeAll, describe, expect, it } from 'vitest';
import { firestoreOfItsOwn } from '../support/conformance/firestore-of-its-own.ts';
import { filter, int, list, order, unary } from '../support/conformance/firestore-queries.ts';
import { DATABASE, DOCUMENTS, type Wire } from '../support/conformance/firestore-wire.ts';

/**
 * What null, NaN and the sign of zero do in queries. Where no other source is named, the answers are those recorded
 * from production (t-k/fireemu, conformance/fs-query-index-production.json, field-filters).
 */

const NULL = { nullValue: 'NULL_VALUE' };
const NAN = { doubleValue: 'NaN' };
/** As text: JSON.stringify prints no sign for zero. */
const double = (value: number) => ({ doubleValue: Object.is(value, -0) ? '-0' : String(value) });

/** The field `v` of documents, by their ids. */
const STORED: Readonly<Record<string, unknown>> = {
  null: NULL,
  nan: NAN,
  minus: int(-1),
  negativeZero: double(-0),
  zero: int(0),
  doubleZero: double(0),
  one: int(1),
  doubleOne: double(1),
  text: { stringValue: 'x' },
  listOfNull: list(NULL),
  listOfNaN: list(NAN),
  listOfOne: list(int(1)),
  listOfZero: list(double(-0)),
};

const NUMBERS = ['doubleOne', 'doubleZero', 'minus', 'negativeZero', 'one', 'zero'];
const ZEROS = ['doubleZero', 'negativeZero', 'zero'];
const LISTS = ['listOfNaN', 'listOfNull', 'listOfOne', 'listOfZero'];
const NOT_NULL = [...LISTS, ...NUMBERS, 'nan', 'text'];

const without = (ids: readonly string[], ...left: string[]) => ids.filter(id => !left.includes(id));

const ANSWERS: readonly (readonly [what: string, condition: unknown, ids: readonly string[]])[] = [
  ['is null', unary('v', 'IS_NULL'), ['null']],
  ['is NaN', unary('v', 'IS_NAN'), ['nan']],
  ['is not null', unary('v', 'IS_NOT_NULL'), NOT_NULL],
  ['is not NaN', unary('v', 'IS_NOT_NAN'), without(NOT_NULL, 'nan')],
  ['== null', filter('v', 'EQUAL', NULL), []],
  ['== NaN', filter('v', 'EQUAL', NAN), []],
  ['!= null', filter('v', 'NOT_EQUAL', NULL), []],
  // The project's own account of production; the recording answers all but null.
  ['!= NaN', filter('v', 'NOT_EQUAL', NAN), []],
  ['< null', filter('v', 'LESS_THAN', NULL), []],
  ['>= null', filter('v', 'GREATER_THAN_OR_EQUAL', NULL), []],
  ['<= NaN', filter('v', 'LESS_THAN_OR_EQUAL', NAN), []],
  ['>= NaN', filter('v', 'GREATER_THAN_OR_EQUAL', NAN), []],
  ['< 5', filter('v', 'LESS_THAN', int(5)), NUMBERS],
  ['<= 0.5', filter('v', 'LESS_THAN_OR_EQUAL', double(0.5)), ['minus', ...ZEROS]],
  ['> -5', filter('v', 'GREATER_THAN', int(-5)), NUMBERS],
  ['>= -0.0', filter('v', 'GREATER_THAN_OR_EQUAL', double(-0)), without(NUMBERS, 'minus')],
  ['> -0.0', filter('v', 'GREATER_THAN', double(-0)), ['doubleOne', 'one']],
  ['== -0.0', filter('v', 'EQUAL', double(-0)), ZEROS],
  ['== 0', filter('v', 'EQUAL', int(0)), ZEROS],
  ['!= 5', filter('v', 'NOT_EQUAL', int(5)), NOT_NULL],
  ['!= 0', filter('v', 'NOT_EQUAL', int(0)), without(NOT_NULL, ...ZEROS)],
  ['in null', filter('v', 'IN', list(NULL)), []],
  ['in NaN', filter('v', 'IN', list(NAN)), []],
  ['in null, NaN, 1', filter('v', 'IN', list(NULL, NAN, int(1))), ['doubleOne', 'one']],
  ['in 0.0', filter('v', 'IN', list(double(0))), ZEROS],
  ['in lists', filter('v', 'IN', list(list(NULL), list(int(1)))), ['listOfNull', 'listOfOne']],
  ['not in null', filter('v', 'NOT_IN', list(NULL)), []],
  ['not in null, 1', filter('v', 'NOT_IN', list(NULL, int(1))), []],
  ['not in NaN', filter('v', 'NOT_IN', list(NAN)), NOT_NULL],
  ['not in NaN, 1', filter('v', 'NOT_IN', list(NAN, int(1))), without(NOT_NULL, 'one', 'doubleOne')],
  ['contains null', filter('v', 'ARRAY_CONTAINS', NULL), []],
  ['contains NaN', filter('v', 'ARRAY_CONTAINS', NAN), []],
  ['contains 0', filter('v', 'ARRAY_CONTAINS', int(0)), ['listOfZero']],
  ['contains null or NaN', filter('v', 'ARRAY_CONTAINS_ANY', list(NULL, NAN)), []],
  ['contains null or 1', filter('v', 'ARRAY_CONTAINS_ANY', list(NULL, int(1))), ['listOfOne']],
];

const { wires, overGrpc } = firestoreOfItsOwn();

/** Few documents are looked through; of many, an index is made. */
const SIZES: Readonly<Record<string, number>> = { few: 0, many: 200 };

beforeAll(async () => {
  for (const [collection, others] of Object.entries(SIZES)) {
    const update = (id: string, fields: unknown) => ({
      update: { name: `${DOCUMENTS}/${collection}/${id}`, fields },
    });
    const writes = [
      ...Object.entries(STORED).map(([id, v]) => update(id, { v })),
      ...Array.from({ length: others }, (_, i) => update(`other${i}`, { w: int(i) })),
    ];
    expect(await overGrpc('Commit', { database: DATABASE, writes })).toMatchObject({ code: 0 });
  }
});

interface Found {
  readonly document?: { readonly name: string; readonly fields: { readonly v: unknown } };
}

async function run(call: Wire, collection: string, query: object): Promise<NonNullable<Found['document']>[]> {
  const structuredQuery = { from: [{ collectionId: collection }], ...query };
  const { code, message, answers } = await call('RunQuery', { parent: DOCUMENTS, structuredQuery });
  expect({ code, message }).toEqual({ code: 0, message: '' });
  return (answers as Found[]).flatMap(({ document }) => document ?? []);
}

const idOf = ({ name }: { name: string }): string => name.split('/').at(-1) ?? '';

describe.each(wires)('over $name', ({ call }) => {
  describe.each(Object.keys(SIZES))('among %s documents', collection => {
    it.each(ANSWERS)('%s', async (_, where, ids) => {
      const found = (await run(call, collection, { where })).map(idOf);
      expect(found.sort()).toEqual([...ids].sort());
    });

    it('zeros are one place in an order, and names decide', async () => {
      const orderBy = [order('v'), order('__name__')];
      const found = (await run(call, collection, { orderBy })).map(idOf);
      expect(found.slice(0, 6)).toEqual(['null', 'nan', 'minus', 'doubleZero', 'negativeZero', 'zero']);
    });
  });

  it('reads the sign of zero back', async () => {
    const where = filter('v', 'EQUAL', int(0));
    const found = new Map((await run(call, 'few', { where })).map(each => [idOf(each), each.fields.v]));
    expect(found.get('negativeZero')).toEqual({ doubleValue: -0 });
    expect(found.get('doubleZero')).toEqual({ doubleValue: 0 });
    expect(found.get('zero')).toEqual({ integerValue: '0' });
  });

  it('a write changes the sign of zero', async () => {
    for (const value of [0, -0, 0]) {
      const update = { name: `${DOCUMENTS}/sign/a`, fields: { v: double(value) } };
      await call('Commit', { database: DATABASE, writes: [{ update }] });
      expect((await run(call, 'sign', {}))[0]?.fields.v).toEqual({ doubleValue: value });
    }
  });

  it('sums and averages do not mind it', async () => {
    const { answers } = await call('RunAggregationQuery', {
      parent: DOCUMENTS,
      structuredAggregationQuery: {
        structuredQuery: { from: [{ collectionId: 'few' }], where: filter('v', 'EQUAL', double(-0)) },
        aggregations: [
          { alias: 'n', count: {} },
          { alias: 's', sum: { field: { fieldPath: 'v' } } },
          { alias: 'a', avg: { field: { fieldPath: 'v' } } },
        ],
      },
    });
    expect(answers).toMatchObject([
      { result: { aggregateFields: { n: int(3), s: { doubleValue: 0 }, a: { doubleValue: 0 } } } },
    ]);
  });
});
