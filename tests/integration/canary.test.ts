import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { acceptedRequest } from '../support/accepted-requests.ts';
import { spellings } from '../support/canary-spellings.ts';
import { dump } from '../support/firestore-dump.ts';
import { malformedRequests } from '../support/malformed-requests.ts';
import { send } from '../support/served-function.ts';
import { type RunningStack, startStack } from '../support/stack.ts';
import { type Tenant, World } from '../support/world.ts';

let stack: RunningStack;
let world: World;
let canary: Tenant;

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  canary = {
    ...(await world.person('canary')),
    keyId: 'PKCANARYKEYIDKEYID01',
    secretKey: 'canarysecret'.repeat(4),
  };
});

afterAll(async () => {
  await world?.db.terminate();
  await stack?.stop();
});

/** Where the key id or the secret is found, among everything that the system keeps or said. */
async function sightings(): Promise<string[]> {
  const places: [string, string][] = [
    ['the Firestore dump', JSON.stringify(await dump(world.db))],
    ['the responses', world.responses.join('\n')],
    ['the terminal', stack.output()],
    ...(await filesUnder(stack.data)),
  ];
  const encodings = [canary.keyId, canary.secretKey].flatMap(spellings);
  return places.filter(([, text]) => encodings.some(secret => text.includes(secret))).map(([place]) => place);
}

/** Everything on disk but the exchange's own files: it is the one who issued the keys. */
async function filesUnder(directory: string): Promise<[string, string][]> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const readable = files.filter(file => file.isFile() && !file.parentPath.includes('/alpaca'));
  return Promise.all(
    readable.map(async file => {
      const path = join(file.parentPath, file.name);
      return [path.slice(directory.length + 1), await readFile(path, 'latin1')] as [string, string];
    }),
  );
}

describe('a pair of keys, from connecting to disconnecting', () => {
  it('is found nowhere but in Secret Manager while connected', async () => {
    await world.openAccount(canary);
    await world.call(canary, 'onboard_user', {});
    expect(await world.connect(canary, 'live')).toMatchObject({
      error: { message: expect.stringContaining('These are paper keys, but you chose live.') },
    });
    expect(await sightings()).toEqual([]);

    expect(await world.connect(canary)).toMatchObject({
      result: { status: 'connected', keyIdLast4: 'ID01' },
    });
    await world.switchTrading(canary.uid, true);
    expect(await world.call(canary, 'sync_account', {})).toMatchObject({ result: { status: 'synced' } });
    await world.fault(canary, { kind: '401' });
    expect(await world.call(canary, 'sync_account', {})).toMatchObject({ error: {} });
    await world.noFault(canary);
    await world.fault(canary, { kind: 'malformed' });
    expect(await world.call(canary, 'sync_account', {})).toMatchObject({ error: {} });
    await world.noFault(canary);
    await world.pulse(new Date(Math.ceil(Date.now() / 60_000) * 60_000));

    const found = await sightings();
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(place => !place.startsWith('secrets/'))).toEqual([]);
    expect(await world.read(paths.brokerConfig(canary.uid, 'alpaca'))).toMatchObject({
      configured: true,
      key_id_last4: 'ID01',
      secret_version: '1',
    });
  });

  it('is nowhere after a second pair replaced it', async () => {
    const second = { ...canary, keyId: 'PKSECONDKEYIDKEYID02', secretKey: 'anothersecret'.repeat(3) };
    await world.openAccount(second);
    expect(await world.connect(second)).toMatchObject({ result: { keyIdLast4: 'ID02' } });
    expect(await sightings()).toEqual([]);
    expect(await world.connect(canary)).toMatchObject({ result: { keyIdLast4: 'ID01' } });
    expect(await sightings()).not.toEqual([]);
  });

  it('is found nowhere else for being sent in malformed requests', async () => {
    const before = await sightings();
    const origin = `http://${stack.address('functions')}`;
    for (const [, question] of malformedRequests(canary.secretKey, acceptedRequest('connect_broker'))) {
      // Addresses are what the emulator itself writes down.
      if (question.path !== undefined) continue;
      const path = `/${stack.project}/us-central1/connect_broker`;
      const { headers, text } = await send(origin, { ...question, path });
      world.responses.push(JSON.stringify(headers), text);
    }
    expect(await sightings()).toEqual(before);
  });

  it('is nowhere after disconnecting', async () => {
    expect(await world.call(canary, 'disconnect_broker', {})).toMatchObject({
      result: { status: 'disconnected' },
    });
    expect(await sightings()).toEqual([]);
    expect(await world.read(paths.brokerConfig(canary.uid, 'alpaca'))).toMatchObject({
      configured: false,
      key_id_last4: null,
      secret_version: null,
    });
    expect(await world.call(canary, 'disconnect_broker', {})).toMatchObject({
      result: { status: 'not_connected' },
    });
  });
});
