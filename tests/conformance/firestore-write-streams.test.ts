import { describe, expect, it } from 'vitest';
import { firestoreOfItsOwn } from '../support/conformance/firestore-of-its-own.ts';
import { int } from '../support/conformance/firestore-queries.ts';
import { DATABASE } from '../support/conformance/firestore-wire.ts';
import { A, INVALID, update } from '../support/conformance/writes/row.ts';

const { stream } = firestoreOfItsOwn();

describe('a write stream', () => {
  const writes = [update({ n: int(1) })];

  it('stays with its database', async () => {
    const script = new Map([
      [0, { database: DATABASE }],
      [1, { database: DATABASE, writes }],
      [2, { database: DATABASE.replace('(default)', 'other'), writes: [{ delete: A }] }],
    ]);
    const { code, message, answers } = await stream('Write', script);
    expect(answers).toHaveLength(2);
    expect({ code, message }).toEqual({
      code: INVALID,
      message: expect.stringContaining('stays with one database'),
    });
  });

  it('goes on where later requests name none', async () => {
    const script = new Map<number, { [key: string]: unknown } | 'end'>([
      [0, { database: DATABASE }],
      [1, { writes }],
      [2, { writes: [{ delete: A }] }],
      [3, 'end'],
    ]);
    expect(await stream('Write', script)).toMatchObject({ code: 0 });
  });
});
