import { loadavg } from 'node:os';
import type { Firestore, Query } from '@google-cloud/firestore';
import { readCommandLine } from '../../local/command-line/flags.ts';
import { adminFirestore } from '../support/firestore-dump.ts';
import { commitTimes, fill } from './firestore/commits.ts';
import { grpcReads, restReads } from './firestore/reads.ts';
import { ruleEvaluations } from './firestore/rules.ts';
import { BENCH_FIRESTORE_FLAGS } from './flags.ts';
import { show, spreadOf } from './measure.ts';
import { type ServerProcess, startServer } from './processes/server-process.ts';

/**
 * `npm run bench:firestore`: the local Firestore as a client sees it, beside what is published of Google's emulator
 * (v1.22.0, on an Apple M1 Max). The server has a process of its own; client and listeners share this one.
 */
const { values } = readCommandLine(process.argv.slice(2), BENCH_FIRESTORE_FLAGS);
const sizes = values.documents.split(',').map(Number);
const rounds = Number(values.rounds);
const projectId = 'demo-bench';
const collection = 'bench';
const READS = 5_000;

const line = (what: string, ours: string, theirs = ''): void =>
  console.log(`${what.padEnd(52)} ${ours.padEnd(28)} ${theirs}`);

process.env.METADATA_SERVER_DETECTION = 'none';
console.log(
  `load ${loadavg()
    .map(load => load.toFixed(2))
    .join(' ')}; median (min–max) of ${rounds} rounds`,
);
line('', 'here', 'Google’s emulator');

const startups: number[] = [];
for (let round = 0; round < 5; round += 1) {
  const started = await startServer('firestore');
  startups.push(started.startupMs);
  await started.stop();
}
line('start-up, ms', show(spreadOf(startups), 0), '740');

const server = await startServer('firestore');
const db = adminFirestore(server.address, projectId);
await fill(db, 'small', 0, 1_000);
const small = await server.residentMiB();
// Both processes compile what they run often: let them do it before anything is timed.
await commitTimes(db, 'warm-up', 0, 40);
line('memory after 1,000 documents, MiB', small.toFixed(0), '456');

let stored = 0;
let before = await server.residentMiB();
for (const size of sizes) {
  const added = size - stored;
  await fill(db, collection, stored, size);
  stored = Math.max(stored, size);
  if (added >= 100_000) {
    const now = await server.residentMiB();
    line(
      `memory per 100,000 documents, from ${size - added} to ${size}, MiB`,
      (((now - before) / added) * 100_000).toFixed(0),
    );
  }
  await measureCommits(db, size);
  before = await server.residentMiB();
}

await fill(db, collection, stored, READS);
line('point reads over gRPC, a second', (await grpcReads(db, collection, READS)).toFixed(0));
line(
  'point reads over REST, a second',
  (await restReads(server.address, projectId, collection, READS)).toFixed(0),
);
line('evaluations of firestore.rules, a second', (await ruleEvaluations()).toFixed(0));
await finish(db, server);

/** The same commits three times: with nobody listening, with a listener to everything, with one to the first 50. */
async function measureCommits(client: Firestore, size: number): Promise<void> {
  const all = client.collection(collection);
  for (const [what, query, theirs] of [
    ['nobody listening', undefined, '5–15'],
    ['a listener to all', all, '+168 for every 10,000'],
    ['a listener to limit(50)', all.orderBy('n').limit(50), '+70 for every 10,000'],
  ] as const) {
    const stop = query === undefined ? () => undefined : await listen(query);
    await commitTimes(client, collection, stored, 2);
    const times = await commitTimes(client, collection, stored + 1_000, rounds);
    stored += 1_000 + rounds * 500;
    stop();
    line(`500 writes at ${size} documents, ${what}, ms`, show(spreadOf(times)), theirs);
  }
}

/** Listens, and is there when the first snapshot has come. */
async function listen(query: Query): Promise<() => void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = query.onSnapshot(() => resolve(), reject);
  await promise;
  return stop;
}

async function finish(client: Firestore, running: ServerProcess): Promise<void> {
  await client.terminate();
  await running.stop();
}
