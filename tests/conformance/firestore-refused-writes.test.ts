import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { firestoreOfItsOwn } from '../support/conformance/firestore-of-its-own.ts';
import { int } from '../support/conformance/firestore-queries.ts';
import { DATABASE, DOCUMENTS, type Wire } from '../support/conformance/firestore-wire.ts';
import { EXCLUSIVE } from '../support/conformance/writes/exclusive.ts';
import { OPERATIONS } from '../support/conformance/writes/operations.ts';
import { PRECONDITIONS } from '../support/conformance/writes/preconditions.ts';
import { A, geo, INVALID, KEPT, update, value } from '../support/conformance/writes/row.ts';
import { TAKEN } from '../support/conformance/writes/taken.ts';
import { CONTENTS } from '../support/conformance/writes/values.ts';

const { wires, overRest, overGrpc } = firestoreOfItsOwn();
const commit = (call: Wire, writes: readonly unknown[]) => call('Commit', { database: DATABASE, writes });

beforeAll(async () => {
  await commit(overRest, [update({ n: int(7) }, KEPT)]);
});

afterEach(() => commit(overRest, [{ delete: A }, update({ n: int(7) }, KEPT)]));

describe.each(wires)('over $name', ({ name, call }) => {
  const expectRefused = async (writes: readonly unknown[], code: number, fragment: string) => {
    // A message may hold NaN; JSON has a text for it.
    const sent = name === 'REST' ? writes.map(asJson) : writes;
    const bystander = update({}, `${DOCUMENTS}/c/bystander`);
    expect(await commit(call, [bystander, ...sent])).toMatchObject({
      code,
      message: expect.stringContaining(fragment),
    });
    const query = { from: [{ collectionId: 'c' }] };
    const { answers } = await overRest('RunQuery', { parent: DOCUMENTS, structuredQuery: query });
    expect(answers).toEqual([
      expect.objectContaining({ document: expect.objectContaining({ name: KEPT, fields: { n: int(7) } }) }),
    ]);
  };

  describe.each([
    ['operations', OPERATIONS],
    ['contents', CONTENTS],
    ['preconditions', PRECONDITIONS],
  ])('%s', (_, rows) => {
    it.each(rows)('%s', (_what, writes, code, fragment) => expectRefused(writes, code, fragment));
  });

  it.each(EXCLUSIVE)('%s', (_what, writes, code, fragment) =>
    expectRefused(writes, code, name === 'REST' ? 'is already set. Cannot set' : fragment),
  );

  it.each(TAKEN)('%s is taken', async (_, writes) => {
    expect(await commit(call, writes)).toMatchObject({ code: 0 });
  });

  it('one write of many by themselves fails alone', async () => {
    const writes = [value(geo(91, 0)), update({ n: int(8) }, KEPT)];
    const { code, answers } = await call('BatchWrite', { database: DATABASE, writes });
    expect({ code, answers }).toMatchObject({ code: 0, answers: [{ status: [{ code: INVALID }, {}] }] });
  });
});

/** A timestamp is a text in JSON. */
function asJson(write: unknown): unknown {
  return JSON.parse(JSON.stringify(write).replace('{"seconds":"1700000000"}', '"2023-11-14T22:13:20Z"'));
}

it.each([
  ['before the year 1', { seconds: '-62135596801' }],
  ['after the year 9999', { seconds: '253402300800' }],
  ['with negative nanoseconds', { seconds: '0', nanos: -1 }],
  ['with a second of nanoseconds', { seconds: '0', nanos: 1_000_000_000 }],
])('a timestamp %s is refused', async (_, timestampValue) => {
  expect(await commit(overGrpc, [value({ timestampValue })])).toMatchObject({ code: INVALID });
});
