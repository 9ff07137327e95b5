import { describe, expect, it } from 'vitest';
import { firestoreOfItsOwn } from '../support/conformance/firestore-of-its-own.ts';
import { order } from '../support/conformance/firestore-queries.ts';
import { DOCUMENTS, type Wire } from '../support/conformance/firestore-wire.ts';
import { COMBINATIONS } from '../support/conformance/queries/combinations.ts';
import { OPERANDS } from '../support/conformance/queries/operands.ts';
import { AFTER_KEY, ORDERS } from '../support/conformance/queries/orders.ts';
import { INVALID, type Query } from '../support/conformance/queries/row.ts';
import { TAKEN } from '../support/conformance/queries/taken.ts';

const { wires, stream } = firestoreOfItsOwn();

const run = (call: Wire, query: Query) =>
  call('RunQuery', { parent: DOCUMENTS, structuredQuery: { from: [{ collectionId: 'c' }], ...query } });

describe.each(wires)('over $name', ({ call }) => {
  describe.each([
    ['combinations', COMBINATIONS],
    ['operands', OPERANDS],
    ['orders, cursors and scopes', ORDERS],
  ])('%s', (_, rows) => {
    it.each(rows)('%s', async (_what, query, code, fragment) => {
      expect(await run(call, query)).toMatchObject({ code, message: expect.stringContaining(fragment) });
    });
  });

  it.each(TAKEN)('%s is taken', async (_, query) => {
    expect(await run(call, query)).toMatchObject({ code: 0 });
  });
});

it('a listener to a refused query is told so, and the stream goes on', async () => {
  const query = { from: [{ collectionId: 'c' }], orderBy: [order('__name__'), order('a')] };
  const target = (targetId: number, structuredQuery: unknown) => ({
    database: DOCUMENTS.replace('/documents', ''),
    addTarget: { targetId, query: { parent: DOCUMENTS, structuredQuery } },
  });
  const { code, answers } = await stream(
    'Listen',
    new Map<number, { [key: string]: unknown } | 'end'>([
      [0, target(1, query)],
      [2, target(2, { from: query.from })],
      [5, 'end'],
    ]),
  );
  expect(answers).toContainEqual({
    targetChange: expect.objectContaining({
      targetChangeType: 'REMOVE',
      cause: expect.objectContaining({ code: INVALID, message: AFTER_KEY }),
    }),
  });
  expect(code).toBe(0);
});
