import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Firestore } from '@google-cloud/firestore';
import { startFirestore } from '../../../local/firestore/server.ts';
import { adminFirestore } from '../../support/firestore-dump.ts';
import type { RunningStack } from '../../support/stack.ts';

export interface RestartedFirestore {
  readonly address: string;
  readonly db: Firestore;
  stop(): Promise<void>;
}

/**
 * The stack's Firestore as it would be after a restart: another server with the same documents and rules, and no memory
 * of anybody who listened to the one before.
 */
export async function restartedFirestore(stack: RunningStack): Promise<RestartedFirestore> {
  const { project } = stack;
  const directory = await mkdtemp(join(tmpdir(), 'agenttrader-restart-'));
  const database = `projects/${project}/databases/(default)`;
  const { file } = await control(stack.address('firestore'), `${project}:export`, {
    database,
    export_directory: directory,
    export_name: 'all',
  });
  const server = await startFirestore({
    port: 0,
    project,
    rulesFile: 'firestore.rules',
    indexesFile: 'firestore.indexes.json',
  });
  const address = `${server.host}:${server.port}`;
  await control(address, `${project}:import`, { database, file });
  await rm(directory, { recursive: true });
  const db = adminFirestore(address, project);
  return {
    address,
    db,
    async stop() {
      await db.terminate();
      await server.close();
    },
  };
}

async function control(address: string, path: string, body: unknown): Promise<{ file?: string }> {
  const answer = await fetch(`http://${address}/emulator/v1/projects/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer owner' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { file?: string };
}
