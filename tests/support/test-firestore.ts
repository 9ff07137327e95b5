import { randomUUID } from 'node:crypto';
import { type FirestoreOptions, startFirestore } from '../../local/firestore/server.ts';

export interface TestFirestore {
  readonly host: string;
  readonly port: number;
  /** The project to use: one that nobody else uses, where the server is shared. */
  readonly project: string;
  close(): Promise<void>;
}

/**
 * The Firestore that a test file works with: one of its own in this process, or, where TEST_FIRESTORE_HOST names one, that
 * one, be it Google's emulator (`npm run test:official`) or ours.
 */
export async function openTestFirestore(
  project: string,
  options: Omit<FirestoreOptions, 'port'> = {},
): Promise<TestFirestore> {
  const given = process.env.TEST_FIRESTORE_HOST;
  if (given === undefined) {
    const { host, port, close } = await startFirestore({ ...options, port: 0 });
    return { host, port, project, close };
  }
  const { hostname, port } = new URL(`http://${given}`);
  return {
    host: hostname,
    port: Number(port),
    project: `${project}-${randomUUID().slice(0, 8)}`,
    close: async () => undefined,
  };
}
