import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FixtureServer, PROJECT, until } from '../support/functions/fixture-server.ts';

let server: FixtureServer;

beforeAll(async () => {
  server = await FixtureServer.make();
  await writeFile(join(server.source, '.env'), 'GREETING=good day\nANSWER=6\n');
  const ofProject = 'GREETING=good evening\nEXCHANGE_EMULATOR_HOST=127.0.0.1:1\n';
  await writeFile(join(server.source, `.env.${PROJECT}`), ofProject);
  await writeFile(join(server.source, '.env.local'), 'GREETING=hi\nANSWER=7\n');
  await server.start({ EXCHANGE_EMULATOR_HOST: '127.0.0.1:2' });
});
afterAll(() => server.close());

const JSON_TYPE = { 'content-type': 'application/json' };

/** An App Check token that nobody has signed. */
const unsigned = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;

describe('a request', () => {
  test('reaches the function of its path, which sees what production would show it', async () => {
    const seen = await server.look(
      { method: 'POST', headers: { ...JSON_TYPE, 'x-mark': 'm' }, body: '{"a":1}' },
      'look/deep/er?q=1',
    );
    expect(seen).toMatchObject({
      path: '/deep/er?q=1',
      method: 'POST',
      body: { a: 1 },
      headers: { 'x-mark': 'm', ...JSON_TYPE },
      env: {
        GCLOUD_PROJECT: PROJECT,
        FIREBASE_CONFIG: JSON.stringify({ projectId: PROJECT }),
        FUNCTIONS_EMULATOR: 'true',
        NODE_ENV: 'production',
      },
    });
    expect(seen.headers).not.toHaveProperty('x-agenttrader-function');
    // It would have sign-ins believed without being verified.
    expect(seen.env).not.toHaveProperty('FIREBASE_DEBUG_MODE');
  });

  test('finds parameters: the environment, the project’s file, everybody’s file, the default', async () => {
    expect(await server.look()).toMatchObject({
      exchange: '127.0.0.1:2',
      greeting: 'good evening',
      answer: 6,
      limit: 42,
    });
  });

  test('finds no function that is not there: it is told which are', async () => {
    const answer = await fetch(server.url('halt'));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toMatch(/^us-central1 has no function halt\. There are .*\blook\b/);
  });

  test('under another name than this machine’s is refused', async () => {
    const { port } = new URL(server.url('look'));
    const statuses = ['evil.example', `evil.example:${port}`, 'localhost.evil.example'].map(async host => {
      const asked = request({
        host: '127.0.0.1',
        port,
        path: `/${PROJECT}/us-central1/look`,
        headers: { host },
      });
      asked.end();
      const [answer] = await once(asked, 'response');
      answer.resume();
      return answer.statusCode;
    });
    expect(await Promise.all(statuses)).toEqual([403, 403, 403]);
    expect((await fetch(server.url('look').replace('127.0.0.1', 'localhost'))).status).toBe(200);
  });

  test('larger than what Google’s front takes is refused, and the next one answered', async () => {
    const body = Buffer.alloc(33 * 1024 * 1024);
    const refused = await fetch(server.url('look'), {
      method: 'POST',
      body,
      headers: { 'content-type': 'a/b' },
    });
    expect(refused.status).toBe(413);
    expect((await server.look()).version).toBe('one');
  });

  test('that a function does not answer in its time is answered for it', async () => {
    const answer = await fetch(server.url('never'));
    expect(answer.status).toBe(504);
    expect(await answer.text()).toContain('never did not answer within 1 s');
  });
});

describe('at the same time', () => {
  test('forty calls are in one process together', async () => {
    const people = 40;
    const answers = await Promise.all(Array.from({ length: people }, () => server.call('meet', { people })));
    const pids = answers.map(({ body }) => (body.result as { pid: number }).pid);
    expect(pids).toHaveLength(people);
    expect(new Set(pids).size).toBe(1);
  });
});

describe('App Check', () => {
  const attested = (token?: string) =>
    server.call('attested', {}, token === undefined ? {} : { 'x-firebase-appcheck': token });

  test('takes a local token by what it says, and refuses none and bad ones', async () => {
    const later = Math.ceil(Date.now() / 1000) + 3600;
    expect(await attested(unsigned({ sub: 'local', exp: later }))).toMatchObject({
      body: { result: { app: 'local' } },
    });
    const refused = [undefined, 'nonsense', unsigned({ exp: later }), unsigned({ sub: 'local', exp: 1 })];
    expect(await Promise.all(refused.map(async token => (await attested(token)).status))).toEqual(
      refused.map(() => 401),
    );
  });
});

test('a sign-in is verified, and not merely read', async () => {
  const forged = unsigned({ sub: 'operator', aud: PROJECT, admin: true });
  expect(await server.call('meet', { people: 1 }, { authorization: `Bearer ${forged}` })).toMatchObject({
    status: 401,
    body: { error: { status: 'UNAUTHENTICATED' } },
  });
});

test('a schedule takes its runs at its own name and at its number', async () => {
  const headers = { 'x-cloudscheduler-scheduletime': '2026-03-02T12:03:00Z' };
  for (const name of ['tick-0', 'tick']) {
    const answer = await fetch(server.url(name), { method: 'POST', body: '{}', headers });
    expect(answer.status).toBe(200);
  }
  expect((await server.look()).runs).toEqual(['2026-03-02T12:03:00Z', '2026-03-02T12:03:00Z']);
});

describe('the process of the functions', () => {
  const replaced = async (pid: unknown) => {
    await until(
      () => server.look().catch(() => ({ pid })),
      seen => seen.pid !== pid,
    );
    return server.told.at(-1);
  };

  test('that ends is told of and replaced; who waited for it hears so', async () => {
    const { pid } = await server.look();
    const answer = await fetch(server.url('die'));
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('ended before it answered');
    expect(await replaced(pid)).toContain('was ended by SIGKILL; it is started again');

    const { pid: next } = await server.look();
    await fetch(server.url('exit'));
    expect(await replaced(next)).toContain('exited with code 3; it is started again');
  });

  test('is replaced when the bundle is built anew; what it was doing, it finishes', async () => {
    const { pid } = await server.look();
    const held = fetch(server.url('hold')).then(textOf);
    await until(
      () => server.look(),
      ({ holding }) => holding === 1,
    );
    await server.build('two');
    await until(
      () => server.look(),
      ({ version }) => version === 'two',
    );
    process.kill(Number(pid), 'SIGUSR2');
    expect(await held).toBe('held by one');
    await until(
      () => isAlive(Number(pid)),
      alive => !alive,
    );
  });

  test('serves on when a build cannot be loaded, and says why', async () => {
    await server.build('three', source => `${source}\nthrow new Error('not like this');`);
    await until(
      () => server.told,
      told => told.some(sentence => sentence.includes('not like this')),
    );
    expect(server.told.at(-1)).toContain('what was served before is served on');
    expect((await server.look()).version).toBe('two');
    await server.build('four');
    await until(
      () => server.look(),
      ({ version }) => version === 'four',
    );
  });
});

test('a bundle that cannot be loaded at all is refused with its reason', async () => {
  const broken = await FixtureServer.make();
  await broken.build('one', source => source.replace("default: 'hello'", ''));
  await expect(broken.start()).rejects.toThrow(
    /lib\/index\.js cannot be served: .*GREETING has no value: give it one in functions\/\.env/,
  );
  await broken.build('one', source => `import 'no-such-package';${source}`);
  await expect(broken.start()).rejects.toThrow(/no-such-package/);
  await broken.close();
});

const textOf = (answer: Response) => answer.text();

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
