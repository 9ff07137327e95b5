import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { untilGone } from '../support/stack/processes.ts';
import { runStackProcess } from '../support/stack/stack-process.ts';
import { type RunningSuite, startSuite, suitePorts } from '../support/suite-stack.ts';
import { type Tenant, World } from '../support/world.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = 'local/emulators.ts';

/** What a suite could leave where the next start would read it. */
async function readable(): Promise<string[]> {
  const [root, functions] = await Promise.all([readdir(ROOT), readdir(join(ROOT, 'functions'))]);
  return [...root.filter(name => name.startsWith('.firebase-emulators-')), ...functions];
}

const gone = (data: string) => untilGone(({ command }) => command.includes(data));

describe('the emulator suite with our Firestore', () => {
  let suite: RunningSuite;
  let world: World;
  let person: Tenant;
  let before: string[] = [];

  beforeAll(async () => {
    before = await readable();
    suite = await startSuite();
    world = new World(suite);
    person = await world.person('suite');
    await world.openAccount(person, { positions: [{ symbol: 'AAPL', qty: '10' }] });
  });

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
    const url = `http://${world.stack.address('firestore')}/v1/projects/${suite.project}/databases/(default)/documents/users/${person.uid}`;
    const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    const stranger = await world.person('stranger');
    expect((await fetch(url, bearer(person.idToken))).status).toBe(200);
    expect((await fetch(url, bearer(stranger.idToken))).status).toBe(403);
  });

  it('leaves nothing behind at Ctrl-C', async () => {
    expect(await suite.stop()).toBe(0);
    await gone(suite.data);
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
