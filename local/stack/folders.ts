import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the stack keeps what, under its data directory. */
export interface Folders {
  readonly data: string;
  readonly firestore: string;
  readonly alpaca: string;
  readonly secrets: string;
  /** The certificate of the local Vertex AI, and its key. */
  readonly vertex: string;
  readonly auth: string;
  readonly logs: string;
  readonly seeded: string;
}

export function foldersIn(data: string): Folders {
  return {
    data,
    firestore: join(data, 'firestore'),
    alpaca: join(data, 'alpaca'),
    secrets: join(data, 'secrets'),
    vertex: join(data, 'vertex'),
    auth: join(data, 'auth'),
    logs: join(data, 'logs'),
    seeded: join(data, 'demo-tenants.json'),
  };
}

/** Makes the folders, readable by their owner alone; with `fresh`, empty. Touches nothing else in the directory. */
export async function prepareFolders(folders: Folders, fresh: boolean): Promise<void> {
  const { firestore, alpaca, secrets, vertex, auth, logs, seeded } = folders;
  if (fresh) {
    const state = [firestore, alpaca, secrets, vertex, auth, logs, seeded];
    await Promise.all(state.map(path => rm(path, { recursive: true, force: true })));
  }
  for (const folder of [firestore, alpaca, secrets, vertex, auth, logs]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
}
