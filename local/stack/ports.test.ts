import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ENDPOINT_NAMES, type EndpointName, HOST } from './endpoints.ts';
import { busyPortMessages, isBusy, portFinder } from './ports.ts';

let server: Server;
let taken: number;

beforeEach(async () => {
  server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  taken = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(() => server.close());

test('a port is busy as long as somebody listens', async () => {
  expect(await isBusy(taken)).toBe(true);
  server.close();
  await once(server, 'close');
  expect(await isBusy(taken)).toBe(false);
});

test('a busy port is named with the part that wants it and the flag that moves it', async () => {
  const free = await portFinder()();
  const ports = { ...Object.fromEntries(ENDPOINT_NAMES.map(name => [name, free])), auth: taken } as Record<
    EndpointName,
    number
  >;
  const messages = await busyPortMessages(['firestore', 'auth'], ports);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(`Port ${taken} `);
  expect(messages[0]).toContain('Auth');
  expect(messages[0]).toContain('--port-auth');
});

test('a finder hands out each free port of its range once, and none that is taken', async () => {
  const find = portFinder([18_101], '18100-18103');
  const found = [await find(), await find(), await find()];
  expect(found.toSorted()).toEqual([18_100, 18_102, 18_103]);
});

test('a range without a free port is told, and so is one that is none', async () => {
  const find = portFinder([18_104], '18104-18104');
  await expect(find()).rejects.toThrow('No port from 18104 to 18104 is free');
  for (const range of ['', '5', 'a-b', '20-10', '1-70000']) {
    expect(() => portFinder([], range)).toThrow('AGENTTRADER_FREE_PORTS');
  }
});
