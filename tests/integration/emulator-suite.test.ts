import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { emulatorsSchema, fixedPorts } from '../../local/emulators/ports.ts';
import { freePorts } from '../support/free-ports.ts';
import { type Tenant, World } from '../support/world.ts';
import { untilGone } from './stack-support/processes.ts';
import { runStackProcess, type StackProcess } from './stack-support/stack-process.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = 'local/emulators.ts';
const PROJECT = 'demo-agenttrader';

/** Free ports for the whole suite and the services, as flags and by name. */
async function suitePorts() {
  const { emulators } = JSON.parse(await readFile(join(ROOT, 'firebase.json'), 'utf8'));
  const names = Object.keys(fixedPorts(emulatorsSchema.parse(emulators)));
  const ports = await freePorts(names.length);
  const of = (name: string): number => ports[names.indexOf(name)] ?? 0;
  return { flags: names.flatMap(name => [`--port-${name}`, String(of(name))]), of };
}

/** What a suite could leave where the next start would read it. */
async function readable(): Promise<string[]> {
  const [root, functions] = await Promise.all([readdir(ROOT), readdir(join(ROOT, 'functions'))]);
  return [...root.filter(name => name.startsWith('.firebase-emulators-')), ...functions];
}

const gone = (data: string) => untilGone(({ command }) => command.includes(data));

describe('the emulator suite with our Firestore', () => {
  let data = '';
  let suite: StackProcess;
  let world: World;
  let person: Tenant;
  let before: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'agenttrader-suite-'));
    const ports = await suitePorts();
    before = await readable();
    suite = runStackProcess(['start', '--no-dashboard', '--data', data, ...ports.flags], PROGRAM);
    await suite.printed(/All emulators ready/);
    world = new World({
      project: PROJECT,
      data,
      address: part => `127.0.0.1:${ports.of(part)}`,
      output: suite.output,
      stop: async () => null,
    });
    person = await world.person('suite');
    await world.openAccount(person, { positions: [{ symbol: 'AAPL', qty: '10' }] });
  });
  afterAll(() => rm(data, { recursive: true, force: true }));

  it('onboards a user, and connects a broker at the local exchange with keys in the local vault', async () => {
    expect(await world.call(person, 'onboard_user', {})).toMatchObject({ status: 200 });
    expect(await world.connect(person)).toMatchObject({ status: 200, result: { status: 'connected' } });
  });

  it('runs a pulse', async () => {
    await world.switchTrading(person.uid, true);
    expect(await world.pulse(new Date())).toBeLessThan(300);
    const snapshot = await world.read(paths.snapshot(person.uid));
    expect(snapshot).toMatchObject({ positions: [{ symbol: 'AAPL' }] });
  });

  it('asks the local model for a signal', async () => {
    const answer = await world.call(person, 'generate_trading_signal', { symbol: 'AAPL' });
    const signal = { holdReason: null, model: expect.stringContaining('gemini') };
    expect(answer).toMatchObject({ status: 200, result: { signal } });
  });

  it('holds the rules', async () => {
    const url = `http://${world.stack.address('firestore')}/v1/projects/${PROJECT}/databases/(default)/documents/users/${person.uid}`;
    const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    const stranger = await world.person('stranger');
    expect((await fetch(url, bearer(person.idToken))).status).toBe(200);
    expect((await fetch(url, bearer(stranger.idToken))).status).toBe(403);
  });

  it('leaves nothing behind at Ctrl-C', async () => {
    suite.child.kill('SIGINT');
    expect(await suite.ended).toBe(0);
    await gone(data);
    expect(await readable()).toEqual(before);
  });
});

describe('a script in the emulator suite', () => {
  let data = '';
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'agenttrader-exec-'));
  });
  afterAll(() => rm(data, { recursive: true, force: true }));

  it('finds every address, the shell’s own environment, and its exit code is passed on', async () => {
    const ports = await suitePorts();
    const names = ['FIRESTORE_EMULATOR_HOST', 'FIREBASE_AUTH_EMULATOR_HOST', 'ALPACA_EMULATOR_HOST', 'CI'];
    const script = `"${process.execPath}" -e "console.log('seen', ${names.map(name => `process.env.${name}`).join(", ' ', ")}); process.exit(7)"`;
    const run = runStackProcess(['exec', script, '--no-dashboard', '--data', data, ...ports.flags], PROGRAM, {
      env: { ...process.env, CI: 'of the shell' },
    });
    expect(await run.ended).toBe(7);
    const address = (name: string) => `127.0.0.1:${ports.of(name)}`;
    expect(run.output()).toContain(
      `seen ${address('firestore')}   ${address('auth')}   ${address('alpaca')}   of the shell`,
    );
    await gone(data);
  });
});
