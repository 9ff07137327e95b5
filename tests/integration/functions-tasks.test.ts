import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../support/free-ports.ts';
import { FixtureServer, until } from '../support/functions/fixture-server.ts';

const TASKS = fileURLToPath(new URL('../../local/tasks/main.ts', import.meta.url));

let server: FixtureServer;
let emulator: ChildProcess;
let port: number;

beforeAll(async () => {
  [port = 0] = await freePorts(1);
  server = await FixtureServer.make();
  await server.start({}, `127.0.0.1:${port}`);
  emulator = startEmulator();
});
afterAll(async () => {
  emulator.kill();
  await server.close();
});

const startEmulator = () => fork(TASKS, ['--port', String(port)], { execArgv: [], stdio: 'ignore' });

const queues = async (): Promise<object> => {
  try {
    return (await (await fetch(`http://127.0.0.1:${port}/queueStats`)).json()) as object;
  } catch {
    return {};
  }
};
const enqueue = (queue: string) => fetch(server.url(`enqueue?queue=${queue}`));
const jobs = async () => (await server.look()).jobs as { data: unknown; retries: number }[];

test('a task reaches its function, is tried again when it failed, and finds its queue in an emulator that started anew', async () => {
  await until(queues, there => Object.keys(there).length === 2);
  expect(Object.keys(await queues()).sort()).toEqual([
    'queue:demo-served-us-central1-group-job',
    'queue:demo-served-us-central1-job',
  ]);
  expect((await enqueue('job')).status).toBe(200);
  await until(jobs, done => done.length === 2);
  expect(await jobs()).toEqual([
    { data: { number: 7 }, retries: 0 },
    { data: { number: 7 }, retries: 1 },
  ]);

  emulator.kill('SIGKILL');
  await once(emulator, 'exit');
  emulator = startEmulator();
  await until(queues, there => Object.keys(there).length === 2);
  expect((await enqueue('group-job')).status).toBe(200);
  await until(jobs, done => done.length === 3);
});

test('a function whose name no queue can have is told of', () => {
  expect(server.told).toEqual([
    'job_with_underscores gets no tasks: the name of a queue holds letters, digits and hyphens only, so rename it',
  ]);
});
