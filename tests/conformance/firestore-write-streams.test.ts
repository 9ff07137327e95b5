import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';
import { int } from '../support/conformance/firestore-queries.ts';
import { DATABASE, grpcWire } from '../support/conformance/firestore-wire.ts';
import { A, INVALID, update } from '../support/conformance/writes/row.ts';

let server: RunningFirestore;
let grpc: ReturnType<typeof grpcWire>;

beforeAll(async () => {
  server = await startFirestore({ port: 0 });
  grpc = grpcWire(`127.0.0.1:${server.port}`);
});

afterAll(async () => {
  grpc.close();
  await server.close();
});

describe('a write stream', () => {
  const writes = [update({ n: int(1) })];

  it('stays with its database', async () => {
    const script = new Map([
      [0, { database: DATABASE }],
      [1, { database: DATABASE, writes }],
      [2, { database: DATABASE.replace('(default)', 'other'), writes: [{ delete: A }] }],
    ]);
    const { code, message, answers } = await grpc.stream('Write', script);
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
    expect(await grpc.stream('Write', script)).toMatchObject({ code: 0 });
  });
});
