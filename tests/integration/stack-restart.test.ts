import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuthEmulator } from '../../local/auth/auth-emulator.ts';
import { stackCallables } from '../../local/callables/stack-callables.ts';
import { DEMO_PASSWORD, DEMO_TENANTS, emailOf, uidOf } from '../../local/seed/demo-tenants.ts';
import { signalGroup } from '../../local/stack/process-group.ts';
import { listFamily, untilGone } from '../support/stack/processes.ts';
import { portFlags, runStackProcess, type StackProcess } from '../support/stack/stack-process.ts';

/** The project for which `functions/.env.demo-agenttrader` names addresses that this stack does not have. */
const PROJECT = 'demo-agenttrader';
const PULSE = /\d\d:\d\d:\d\d {2}3 tenants: {2}(\d+) synced {2}(\d+) failed {2}(\d+) skipped/;

const data = mkdtempSync(join(tmpdir(), 'stack-restart-'));
let flags: string[];
let port: (name: string) => number;
let stack: StackProcess;

/** The processes of the parts of the running stack, and the groups that they are in. */
async function ofThisStack() {
  const parts = (await listFamily(stack.child.pid ?? 0)).filter(({ pid }) => pid !== stack.child.pid);
  return { parts, groups: new Set(parts.map(({ group }) => group)) };
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const connected = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return connected;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(50);
}

const signIn = () => {
  const auth = new AuthEmulator(`127.0.0.1:${port('auth')}`, PROJECT);
  return Promise.all(DEMO_TENANTS.map(tenant => auth.signIn(emailOf(tenant), DEMO_PASSWORD)));
};

beforeAll(async () => {
  ({ flags, port } = await portFlags());
  // The stack's own calls are proven as its dashboard's are.
  const env = { ...process.env, ENFORCE_APP_CHECK: 'true' };
  stack = runStackProcess(['--data', data, '--project', PROJECT, ...flags], 'local/stack.ts', { env });
  await stack.printed(PULSE);
});
afterAll(() => {
  stack.child.kill('SIGINT');
  return stack.ended.then(() => rmSync(data, { recursive: true }));
});

describe('a fresh stack', () => {
  test('says where everything listens and how to sign in, and syncs the demo tenants', async () => {
    for (const name of ['firestore', 'alpaca', 'secret-manager', 'auth', 'functions', 'tasks']) {
      expect(stack.output()).toContain(`127.0.0.1:${port(name)}`);
    }
    for (const tenant of DEMO_TENANTS) expect(stack.output()).toContain(emailOf(tenant));
    expect((await stack.printed(PULSE)).slice(1)).toEqual(['2', '1', '0']);
    const sessions = await signIn();
    expect(sessions.map(({ localId }) => localId)).toEqual(DEMO_TENANTS.map(uidOf));
  });

  test('writes nothing to its logs that opens an account', () => {
    const logs = join(data, 'logs');
    const text = readdirSync(logs)
      .map(name => readFileSync(join(logs, name), 'utf8'))
      .join('\n');
    expect(text).toContain('demo-grace');
    for (const tenant of DEMO_TENANTS)
      expect(text).not.toContain(tenant.name.toUpperCase().padStart(14, '0'));
    expect(text).not.toMatch(/\b[0-9a-f]{40}\b/);
  });
});

describe('killed without warning', () => {
  test('it leaves no process behind, and keeps its users, documents and secrets', async () => {
    const { groups, parts } = await ofThisStack();
    expect(parts.length).toBeGreaterThan(8);
    // They have been told that they are signed up, and that is all the time that there is.
    const auth = new AuthEmulator(`127.0.0.1:${port('auth')}`, PROJECT);
    const people = Array.from({ length: 20 }, (_, index) => `person-${index}@test.example`);
    const told = await Promise.all(people.map(email => auth.signUp(email, 'correct-horse')));
    stack.child.kill('SIGKILL');
    for (const group of groups) signalGroup(group, 'SIGKILL');
    expect(await stack.ended).toBe('SIGKILL');
    await untilGone(({ group }) => groups.has(group));

    stack = runStackProcess(['--data', data, '--project', PROJECT, '--pulse-every', 'off', ...flags]);
    await stack.printed(/^Ready /m);
    const back = await Promise.all(people.map(email => auth.signIn(email, 'correct-horse')));
    expect(back.map(({ localId }) => localId)).toEqual(told.map(({ localId }) => localId));
    const [ada] = await signIn();
    expect(ada?.localId).toBe('demo-ada');
    const callables = stackCallables(`127.0.0.1:${port('functions')}`, PROJECT);
    // Needs the profile and the connection from Firestore, the keys from Secret Manager, the account from the exchange.
    await expect(callables.call('sync_account', {}, { idToken: ada?.idToken })).resolves.toMatchObject({
      status: 'synced',
    });
  });
});

describe('parts that are killed', () => {
  test('are started again, with what they held', async () => {
    const killed = ['firestore', 'auth', 'functions'];
    const { parts } = await ofThisStack();
    for (const name of killed) {
      const main = `local/${name}/main.ts --port ${port(name)} `;
      const part = parts.find(({ command }) => command.includes(main));
      expect(part).toBeDefined();
      process.kill(part?.pid ?? 0, 'SIGKILL');
    }
    for (const name of killed) {
      await stack.printed(new RegExp(`${name}  was ended by SIGKILL; it is started again \\(1 of 3\\)`));
      await until(() => isListening(port(name)));
    }
    const [again] = await signIn();
    expect(again?.localId).toBe('demo-ada');
    const callables = stackCallables(`127.0.0.1:${port('functions')}`, PROJECT);
    await expect(callables.call('sync_account', {}, { idToken: again?.idToken })).resolves.toMatchObject({
      status: 'synced',
    });
  });
});

describe('Ctrl-C', () => {
  test('ends everything with code 0', async () => {
    const { groups } = await ofThisStack();
    stack.child.kill('SIGINT');
    expect(await stack.ended).toBe(0);
    await untilGone(({ group }) => groups.has(group));
  });
});
