import { beforeAll, describe, expect, it } from 'vitest';
import { count, REFUSED } from '../support/conformance/aggregations/refused.ts';
import { DOCUMENTS_OF_T, TAKEN } from '../support/conformance/aggregations/taken.ts';
import { firestoreOfItsOwn } from '../support/conformance/firestore-of-its-own.ts';
import { int } from '../support/conformance/firestore-queries.ts';
import { DOCUMENTS, type Wire } from '../support/conformance/firestore-wire.ts';
import { COMBINATIONS } from '../support/conformance/queries/combinations.ts';
import { OPERANDS } from '../support/conformance/queries/operands.ts';
import { ORDERS } from '../support/conformance/queries/orders.ts';
import { INVALID, type Query } from '../support/conformance/queries/row.ts';

const { wires, overRest, overGrpc } = firestoreOfItsOwn();

beforeAll(async () => {
  const writes = Object.entries(DOCUMENTS_OF_T).map(([id, fields]) => ({
    update: { name: `${DOCUMENTS}/t/${id}`, fields },
  }));
  const { code } = await overGrpc('Commit', { database: DOCUMENTS.replace('/documents', ''), writes });
  expect(code).toBe(0);
});

const run = (call: Wire, aggregations: readonly unknown[], query: Query = {}) =>
  call('RunAggregationQuery', {
    parent: DOCUMENTS,
    structuredAggregationQuery: {
      structuredQuery: { from: [{ collectionId: 't' }], ...query },
      aggregations,
    },
  });

describe.each(wires)('over $name', ({ call }) => {
  it.each(REFUSED)('%s', async (_what, aggregations, code, fragment) => {
    expect(await run(call, aggregations)).toMatchObject({ code, message: expect.stringContaining(fragment) });
  });

  it.each([...COMBINATIONS, ...OPERANDS, ...ORDERS])(
    'a query that is refused by itself: %s',
    async (_what, query, code, fragment) => {
      const from = [{ collectionId: 'c' }];
      expect(await run(call, [count('c')], { from, ...query })).toMatchObject({
        code,
        message: expect.stringContaining(fragment),
      });
    },
  );

  it.each(TAKEN)('%s is taken', async (_what, aggregations, query, fields) => {
    const { message, answers } = await run(call, aggregations, query);
    expect([message, answers]).toEqual([
      '',
      [{ result: { aggregateFields: fields }, readTime: expect.anything() }],
    ]);
  });

  it.each([
    ['RunQuery', 'only structured queries are supported'],
    ['RunAggregationQuery', 'Only structured aggregation queries are supported.'],
    ['PartitionQuery', 'Query is required.'],
  ])('%s without a query', async (method, message) => {
    expect(await call(method, { parent: DOCUMENTS })).toEqual({ code: INVALID, message, answers: [] });
  });

  it('an aggregation without a query of documents is one of every document below the parent', async () => {
    const everything = { parent: DOCUMENTS, structuredAggregationQuery: { aggregations: [count('c')] } };
    expect(await call('RunAggregationQuery', everything)).toMatchObject({
      answers: [{ result: { aggregateFields: { c: int(Object.keys(DOCUMENTS_OF_T).length) } } }],
    });
    const elsewhere = { ...everything, parent: `${DOCUMENTS}/t/a` };
    expect(await call('RunAggregationQuery', elsewhere)).toMatchObject({
      answers: [{ result: { aggregateFields: { c: int(0) } } }],
    });
  });
});

it('over gRPC, two operators in one are refused', async () => {
  const both = { count: {}, sum: { field: { fieldPath: 'n' } } };
  expect(await run(overGrpc, [both])).toMatchObject({
    code: INVALID,
    message: expect.stringContaining('one operator'),
  });
});

describe('over REST, what is no aggregation query', () => {
  const UNREADABLE = 'Payload isn';
  it.each([
    [
      'two operators',
      [{ count: {}, sum: { field: { fieldPath: 'n' } } }],
      "oneof field 'operator' is already set. Cannot set 'sum'",
    ],
    ['an operator that does not exist', [{ max: { field: { fieldPath: 'n' } } }], UNREADABLE],
    ['a number for a name', [{ count: {}, alias: 7 }], UNREADABLE],
    ['a count up to a word', [{ count: { upTo: 'many' } }], UNREADABLE],
    ['a count up to a half', [{ count: { upTo: 0.5 } }], UNREADABLE],
    ['a count up to more than 64 bits hold', [{ count: { upTo: '9223372036854775808' } }], UNREADABLE],
    ['a text for a field', [{ sum: { field: 'n' } }], UNREADABLE],
    ['one that stands in no list', { count: {} }, UNREADABLE],
  ])('is refused: %s', async (_what, aggregations, fragment) => {
    const request = { parent: DOCUMENTS, structuredAggregationQuery: { aggregations } };
    expect(await overRest('RunAggregationQuery', request)).toMatchObject({
      code: INVALID,
      message: expect.stringContaining(fragment),
    });
  });
});
