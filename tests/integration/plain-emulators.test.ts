import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownFirestore } from '../../local/emulators/own-firestore.ts';
import { emulatorsSchema, fixedPorts, withPorts } from '../../local/emulators/ports.ts';
import { baseEnvironment, offlineFirebaseTools } from '../../local/stack/environment.ts';
import { freePorts } from '../support/free-ports.ts';
import { untilGone } from '../support/stack/processes.ts';
import { runStackProcess, type StackProcess } from '../support/stack/stack-process.ts';
import { World } from '../support/world.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROJECT = 'demo-agenttrader';
const FIREBASE = createRequire(import.meta.url).resolve('firebase-tools/lib/bin/firebase.js');

let clone = '';
let ports: Record<string, number> = {};

/** What a clone holds once it is built, on ports that nobody has, and without the page that would be downloaded. */
async function makeClone(): Promise<void> {
  clone = await mkdtemp(join(tmpdir(), 'agenttrader-clone-'));
  const firebaseJson = JSON.parse(await readFile(join(ROOT, 'firebase.json'), 'utf8'));
  const emulators = emulatorsSchema.parse(firebaseJson.emulators);
  const names = Object.keys(fixedPorts(emulators));
  const free = await freePorts(names.length);
  ports = Object.fromEntries(names.map((name, index) => [name, free[index] ?? 0]));
  const moved = { ...withPorts(emulators, ports), ui: { enabled: false } };
  await writeFile(join(clone, 'firebase.json'), JSON.stringify({ ...firebaseJson, emulators: moved }));
  for (const name of ['.firebaserc', 'firestore.rules', 'firestore.indexes.json']) {
    await cp(join(ROOT, name), join(clone, name));
  }
  await mkdir(join(clone, 'functions'));
  for (const name of ['package.json', 'lib']) {
    await cp(join(ROOT, 'functions', name), join(clone, 'functions', name), { recursive: true });
  }
  const file = 'functions/.env.demo-agenttrader';
  const fixed = await readFile(join(ROOT, file), 'utf8');
  const services = [
    ['8090', 'alpaca'] as const,
    ['8091', 'secret-manager'] as const,
    ['8092', 'vertex'] as const,
  ];
  const text = services.reduce((all, [port, name]) => all.replace(`:${port}`, `:${ports[name]}`), fixed);
  await writeFile(join(clone, file), text);
  await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
}

describe('firebase emulators:start, as firebase.json has it', () => {
  let suite: StackProcess;
  let world: World;

  beforeAll(async () => {
    await makeClone();
    const base = baseEnvironment(process.env, join(clone, '.local'));
    // Our Firestore, where there is no Java and no network for Google's.
    const env = {
      ...base,
      ...offlineFirebaseTools(join(clone, '.local')),
      ...(await ownFirestore(join(clone, '.local/bin'), base)),
    };
    suite = runStackProcess(['emulators:start', '--non-interactive'], FIREBASE, { cwd: clone, env });
    await suite.printed(/All emulators ready/);
    world = new World({
      project: PROJECT,
      data: clone,
      address: part => `127.0.0.1:${ports[part]}`,
      output: suite.output,
      stop: async () => null,
    });
  });
  afterAll(() => rm(clone, { recursive: true, force: true }));

  it('emulates all that the project needs', () => {
    for (const name of ['auth', 'functions', 'firestore', 'tasks', 'hosting']) {
      expect(suite.output()).toMatch(new RegExp(`Starting emulators:.*\\b${name}\\b`));
    }
  });

  it('onboards a user', async () => {
    const person = await world.person('plain');
    expect(await world.call(person, 'onboard_user', {})).toMatchObject({ status: 200 });
  });

  it('says which service is missing, and what to do about it', async () => {
    const person = await world.person('alone');
    await world.call(person, 'onboard_user', {});
    expect(await world.connect(person)).toMatchObject({ error: { status: 'UNAVAILABLE' } });
    await suite.printed(
      new RegExp(
        `The paper exchange does not answer on 127\\.0\\.0\\.1:${ports.alpaca}: run .*local:services`,
      ),
    );
  });

  it('leaves no process and no file that another start would read', async () => {
    suite.child.kill('SIGINT');
    expect(await suite.ended).toBe(0);
    await untilGone(({ command }) => command.includes(clone));
    const files = await readdir(join(clone, 'functions'));
    expect(files.sort()).toEqual(['.env.demo-agenttrader', 'lib', 'package.json']);
  });
});

describe('firebase.json', () => {
  it('gives everything that is emulated the port that it has in the local stack', async () => {
    const { ENDPOINTS } = await import('../../local/stack/endpoints.ts');
    const { emulators } = JSON.parse(await readFile(join(ROOT, 'firebase.json'), 'utf8'));
    const shared = Object.keys(ENDPOINTS).filter(name => name in emulators);
    expect(shared.sort()).toEqual(['auth', 'firestore', 'functions', 'tasks']);
    for (const name of shared) {
      const { host, port } = emulators[name];
      expect({ name, host, port }).toEqual({
        name,
        host: '127.0.0.1',
        port: ENDPOINTS[name as keyof typeof ENDPOINTS].port,
      });
    }
  });
});
