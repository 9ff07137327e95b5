import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastPulse, pulseShard } from '../../domain/src/documents/operations.ts';
import * as paths from '../../domain/src/paths.ts';
import { dump } from '../support/firestore-dump.ts';
import { serveFunction } from '../support/served-function.ts';
import { listFamily } from '../support/stack/processes.ts';
import { type RunningStack, startStack } from '../support/stack.ts';
import { type Tenant, World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const TENANTS = 7;
const WAIT = { timeout: 60_000, interval: 200 };

let stack: RunningStack;
let world: World;
const tenants: Tenant[] = [];

beforeAll(async () => {
  stack = await startStack({ FAN_OUT_ABOVE: '2', SHARD_SIZE: '2' });
  world = new World(stack);
  await world.freezeMarket();
  for (let n = 0; n < TENANTS; n += 1) tenants.push(await world.tenant(`tenant-${n}`));
});
afterAll(async () => {
  await world?.db.terminate();
  if (stack) expect(await stack.stop()).toBe(0);
});

const thisMinute = (): Date => new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
const later = (minute: Date, minutes: number): Date => new Date(minute.getTime() + minutes * MINUTE_MS);

const published = async () => lastPulse.read(await world.read(paths.lastPulse())).value;
const shardsOf = async (minute: Date) => {
  const { docs } = await world.db.collection(paths.pulseShards(minute.toISOString())).get();
  return docs.map(document => pulseShard.read(document.data()).value);
};

/** The process that runs the functions, which nobody but the stack has started. */
async function functionsProcess(): Promise<number> {
  const family = await listFamily(process.pid);
  const instance = family.find(({ command }) => command.includes('--target all_functions'));
  if (!instance) throw new Error('the functions do not run');
  return instance.pid;
}

describe('a pulse over more tenants than one instance is to sync', () => {
  const minute = thisMinute();

  it('has them synced in shards, each by itself, and sums what came of them', async () => {
    expect(await world.pulse(minute)).toBe(200);
    await expect.poll(published, WAIT).toMatchObject({
      scheduledAt: minute,
      successCount: TENANTS,
      errorCount: 0,
      skippedCount: 0,
      shards: 4,
      freshness: { maxMs: expect.any(Number) },
    });
    expect(await shardsOf(minute)).toMatchObject([2, 2, 2, 1].map(listed => ({ listed, finished: true })));
    for (const { uid } of tenants) expect(await world.read(paths.snapshot(uid))).toHaveProperty('equity');
  });

  it('leaves the same documents when the minute comes again', async () => {
    const before = await dump(world.db);
    await world.pulse(minute);
    await Promise.all([world.pulse(minute), world.pulse(later(minute, -1))]);
    expect(await dump(world.db)).toEqual(before);
  });

  it('goes on with the next minute when the process that runs the functions is killed in the middle', async () => {
    const [hanging] = tenants;
    if (!hanging) throw new Error('no tenant');
    const middle = later(minute, 1);
    await world.fault(hanging, { kind: 'hang' });
    expect(await world.pulse(middle)).toBe(200);
    const finished = async () => (await shardsOf(middle)).filter(shard => shard?.finished).length;
    await expect.poll(finished, WAIT).toBeGreaterThan(0);
    process.kill(await functionsProcess(), 'SIGKILL');
    await world.noFault(hanging);

    const next = later(minute, 2);
    await expect.poll(() => world.pulse(next), WAIT).toBe(200);
    await expect.poll(published, WAIT).toMatchObject({
      scheduledAt: next,
      successCount: TENANTS,
      errorCount: 0,
      skippedCount: 0,
    });
    for (const { uid } of tenants) expect(await world.read(paths.lastSyncError(uid))).toBeUndefined();
  });
});

describe('the function that takes the shards', () => {
  const task = {
    scheduledAt: thisMinute().toISOString(),
    number: 0,
    uids: ['somebody'],
    startBefore: later(thisMinute(), 1).toISOString(),
  };

  it('refuses whoever is not Cloud Tasks', async () => {
    const answer = await fetch(`${world.callables.base}/syncUsers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ data: task }),
    });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('PERMISSION_DENIED')]);
  });

  it('as it is deployed, asks for a token of Google’s, and reads no large body', async () => {
    const served = await serveFunction('syncUsers', { env: { GCLOUD_PROJECT: 'demo-tasks' } });
    const headers = { 'x-cloudtasks-queuename': 'syncUsers', 'x-cloudtasks-taskname': 'task' };
    expect((await served.call(task, headers)).status).toBe(401);
    const large = await served.call({ ...task, uids: Array(9_000).fill('somebody') }, headers);
    expect(large.status).toBe(413);
    expect(served.isAlive()).toBe(true);
    await served.stop();
  });
});
