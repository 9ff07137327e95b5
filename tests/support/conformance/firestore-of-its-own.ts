import { afterAll, beforeAll } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../../local/firestore/server.ts';
import { grpcWire, restWire, type Wire } from './firestore-wire.ts';

/** A Firestore for the tests of one file, asked in both ways; there from before the first of them until after the last. */
export function firestoreOfItsOwn() {
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
  const overRest: Wire = (method, request) => restWire(`127.0.0.1:${server.port}`)(method, request);
  const overGrpc: Wire = (method, request) => grpc.wire(method, request);
  return {
    overRest,
    overGrpc,
    /** Both, for tests that ask the same of each. */
    wires: [
      { name: 'REST', call: overRest },
      { name: 'gRPC', call: overGrpc },
    ] as const,
    stream: ((method, script) => grpc.stream(method, script)) as typeof grpc.stream,
  };
}
