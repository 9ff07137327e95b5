import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';
import { adminFirestore } from '../support/firestore-dump.ts';
import { type GatedProxy, gatedProxy } from '../support/gated-proxy.ts';
import { type HttpQuestion, type ServedFunction, serveFunction } from '../support/served-function.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROJECT = 'demo-guard';
/** Less than an instance of 256 MiB gives its heap, and enough to serve in. */
const HEAP_MEGABYTES = 96;
const JSON_TYPE = { 'content-type': 'application/json' };

/** Few bytes on the wire, hundreds of megabytes of objects. */
const BOMB = Buffer.from(`{"data":{"x":[${'[0],'.repeat(2_000_000)}0]}}`);
const LIMIT = 65_536;
const padded = (bytes: number): string => `{"data":{"reason":"${'x'.repeat(bytes - 22)}"}}`;

const ATTACKS: readonly (readonly [string, HttpQuestion, number])[] = [
  ['gzip', { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(BOMB) }, 415],
  ['GZIP', { headers: { ...JSON_TYPE, 'content-encoding': 'GZIP' }, body: gzipSync(BOMB) }, 415],
  ['deflate', { headers: { ...JSON_TYPE, 'content-encoding': 'deflate' }, body: deflateSync(BOMB) }, 415],
  ['br', { headers: { ...JSON_TYPE, 'content-encoding': 'br' }, body: brotliCompressSync(BOMB) }, 415],
  [
    'gzip twice',
    { headers: { ...JSON_TYPE, 'content-encoding': 'gzip, gzip' }, body: gzipSync(gzipSync(BOMB)) },
    415,
  ],
  [
    'gzip in chunks',
    { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(BOMB), chunked: true },
    415,
  ],
  ['identity', { headers: { ...JSON_TYPE, 'content-encoding': 'identity' }, body: '{"data":{}}' }, 415],
  ['8 MB', { headers: JSON_TYPE, body: BOMB }, 413],
  ['8 MB in chunks', { headers: JSON_TYPE, body: BOMB, chunked: true }, 413],
  ['one byte too many', { headers: JSON_TYPE, body: padded(LIMIT + 1) }, 413],
  ['one byte too many, in chunks', { headers: JSON_TYPE, body: padded(LIMIT + 1), chunked: true }, 413],
  [
    'a large form',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a[]=1&'.repeat(20_000) },
    413,
  ],
  ['large bytes of no type', { body: Buffer.alloc(1_000_000) }, 413],
  [
    'arrays in arrays',
    { headers: JSON_TYPE, body: `{"data":${'['.repeat(32_000)}${']'.repeat(32_000)}}` },
    400,
  ],
  ['arrays without an end', { headers: JSON_TYPE, body: `{"data":${'['.repeat(65_000)}` }, 400],
  [
    'objects in objects',
    { headers: JSON_TYPE, body: `{"data":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}` },
    400,
  ],
  ['quotes without an end', { headers: JSON_TYPE, body: '"\\'.repeat(32_000) }, 400],
];

const HEAD = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
/** The beginning of a request, of whose rest nothing ever comes. */
const BROKEN_OFF = [
  'POST / HT',
  HEAD,
  `${HEAD}Content-Length: 100\r\n\r\n{"data":`,
  `${HEAD}Content-Length: 100000\r\n\r\n{"data":`,
  `${HEAD}Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n`,
  `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n{"dat`,
  `${HEAD}Transfer-Encoding: chunked\r\n\r\nnot a length\r\n`,
  `${HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n5\r\n{"dat`,
  `${HEAD}Expect: 100-continue\r\nContent-Length: 10\r\n\r\n`,
];

/** Sends it, and hangs up once all of it is on its way. */
const halfRequest = (origin: string, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname, () => socket.end(text));
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume();
  });

const email = 'alice@test.example';
/** A session that began after its address was marked as confirmed. */
const claims = {
  sub: 'alice',
  email,
  email_verified: true,
  auth_time: 2,
  firebase: { sign_in_provider: 'password' },
  confirmed: { email, by: ['password'], at: 1 },
};
const token = `none.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.none`;
const asAlice = { authorization: `Bearer ${token}` };

let firestore: RunningFirestore;
let gate: GatedProxy;
let env: Record<string, string>;

beforeAll(async () => {
  firestore = await startFirestore({ port: 0 });
  gate = await gatedProxy(firestore.host, firestore.port);
  env = {
    GCLOUD_PROJECT: PROJECT,
    FIRESTORE_EMULATOR_HOST: gate.address,
    FUNCTIONS_EMULATOR: 'true',
    // A deployment gives every parameter a value.
    PULSE_CONCURRENCY: '4',
    CLOSED_MARKET_MINUTES: '1',
    FAN_OUT_ABOVE: '400',
    SHARD_SIZE: '150',
    FIREBASE_DEBUG_MODE: 'true',
    FIREBASE_DEBUG_FEATURES: '{"skipTokenVerification":true}',
  };
  const db = adminFirestore(`${firestore.host}:${firestore.port}`, PROJECT);
  await db.doc(paths.tenantDocument('alice')).set({ onboarded: true });
  await db.doc(paths.tradingStatus('alice')).set({ enabled: true, locked: false });
  await db.terminate();
});
afterAll(async () => {
  await gate?.close();
  await firestore?.close();
});

describe('a callable that is served as it is deployed', () => {
  let halt: ServedFunction;
  beforeAll(async () => {
    halt = await serveFunction('halt_trading', { heapMegabytes: HEAP_MEGABYTES, env });
  });
  afterAll(() => halt?.stop());

  it('outlives every attack on its memory, and answers the call that was in flight', async () => {
    gate.hold();
    const inFlight = halt.call({ reason: 'under attack' }, asAlice);
    await gate.holding();
    for (const [name, attack, status] of ATTACKS) {
      const { status: answered, text, headers } = await halt.send(attack);
      expect([name, answered, JSON.parse(text).error.status]).toEqual([name, status, 'INVALID_ARGUMENT']);
      expect(headers.connection).toBe('close');
    }
    const together = await Promise.all(ATTACKS.map(([, attack]) => halt.send(attack)));
    expect(together.map(({ status }) => status)).toEqual(ATTACKS.map(([, , status]) => status));
    gate.release();
    const { status, text } = await inFlight;
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { result: { status: 'halted', message: 'Trading is off.', trades: [] } },
    ]);
    expect(halt.isAlive()).toBe(true);
  });

  it('reads a body of exactly the limit, whole or in chunks', async () => {
    for (const chunked of [false, true]) {
      const { status, text } = await halt.send({
        headers: { ...JSON_TYPE, ...asAlice },
        body: padded(LIMIT),
        chunked,
      });
      expect([status, JSON.parse(text).error.message]).toEqual([
        400,
        'reason: reason is too long: keep it within 200 characters.',
      ]);
    }
  });

  it('serves many calls over one connection', async () => {
    for (let call = 0; call < 3; call += 1) {
      const answer = await fetch(halt.origin, {
        method: 'POST',
        headers: { ...JSON_TYPE, ...asAlice },
        body: JSON.stringify({ data: { reason: 'again' } }),
      });
      expect(answer.headers.get('connection')).not.toBe('close');
      expect(await answer.json()).toMatchObject({ result: { status: 'halted' } });
    }
  });

  it('outlives connections that break off', async () => {
    for (const text of BROKEN_OFF) await halfRequest(halt.origin, text);
    expect((await halt.call({ reason: 'after all' }, asAlice)).status).toBe(200);
    expect(halt.isAlive()).toBe(true);
  });

  it('says nothing in the log about what it refused', async () => {
    const before = halt.output().length;
    for (const [, attack] of ATTACKS) await halt.send(attack);
    expect(halt.output().slice(before)).toBe('');
  });
});

describe('the pulse that is served as it is deployed', () => {
  it('refuses the same bodies, and runs on what the scheduler sends', async () => {
    const pulse = await serveFunction('pulse', { heapMegabytes: HEAP_MEGABYTES, env });
    for (const [name, attack, status] of ATTACKS) {
      expect([name, (await pulse.send(attack)).status]).toEqual([name, status]);
    }
    for (const headers of [JSON_TYPE, { 'content-type': 'application/octet-stream' }]) {
      const scheduled = { ...headers, 'x-cloudscheduler-scheduletime': new Date().toISOString() };
      const { status } = await pulse.send({ headers: scheduled, body: '{}' });
      expect([status, pulse.output()]).toEqual([200, expect.stringContaining('pulse')]);
    }
    expect(pulse.isAlive()).toBe(true);
    await pulse.stop();
  });
});

describe('the same bundle without the guard', () => {
  let source = '';
  beforeAll(async () => {
    source = await mkdtemp(join(tmpdir(), 'agenttrader-unguarded-'));
    const bundle = await readFile(join(ROOT, 'functions/lib/index.js'), 'utf8');
    const unguarded = bundle.replace(/^installHttpGuard\(.*\);$/m, '');
    expect(unguarded).not.toBe(bundle);
    await cp(join(ROOT, 'functions/lib'), join(source, 'lib'), { recursive: true });
    await writeFile(join(source, 'lib/index.js'), unguarded);
    await cp(join(ROOT, 'functions/package.json'), join(source, 'package.json'));
    await symlink(join(ROOT, 'node_modules'), join(source, 'node_modules'));
  });
  afterAll(() => rm(source, { recursive: true, force: true }));

  it('dies of eight kilobytes', async () => {
    const halt = await serveFunction('halt_trading', { source, heapMegabytes: HEAP_MEGABYTES, env });
    const [[, attack] = []] = ATTACKS;
    expect(attack?.body?.length).toBeLessThan(10_000);
    await expect(halt.send(attack ?? {})).rejects.toThrow();
    await halt.ended;
    expect(halt.output()).toContain('heap out of memory');
  });

  it('serves nobody', async () => {
    const halt = await serveFunction('halt_trading', { source, env });
    const { status, text } = await halt.call({ reason: 'unguarded' }, asAlice);
    expect([status, JSON.parse(text).error.status]).toEqual([500, 'INTERNAL']);
    expect(halt.output()).toContain('a request did not come through the guard');
    await halt.stop();
  });
});
