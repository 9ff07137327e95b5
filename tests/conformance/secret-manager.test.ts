import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { credentials, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crc32c } from '../../local/secret-manager/crc32c.ts';
import { type RunningSecretManager, startSecretManager } from '../../local/secret-manager/server.ts';

// The client must not go looking for a cloud machine's metadata server.
process.env.METADATA_SERVER_DETECTION = 'none';

const MAIN = new URL('../../local/secret-manager/main.ts', import.meta.url).pathname;
const parent = 'projects/demo-test';
const automatic = { replication: { automatic: {} } };

function clientOf(port: number): SecretManagerServiceClient {
  return new SecretManagerServiceClient({
    apiEndpoint: '127.0.0.1',
    port,
    sslCreds: credentials.createInsecure(),
    projectId: 'demo-test',
  });
}

let server: RunningSecretManager;
let client: SecretManagerServiceClient;
let nextId = 0;

beforeAll(async () => {
  server = await startSecretManager({ port: 0 });
  client = clientOf(server.port);
});
afterAll(async () => {
  await client.close();
  await server.close();
});

async function newSecret(...payloads: string[]): Promise<string> {
  nextId += 1;
  const [secret] = await client.createSecret({ parent, secretId: `secret-${nextId}`, secret: automatic });
  const name = secret.name ?? '';
  for (const payload of payloads) {
    await client.addSecretVersion({ parent: name, payload: { data: Buffer.from(payload) } });
  }
  return name;
}

const fetchPayload = async (name: string, using = client) => {
  const [{ payload }] = await using.accessSecretVersion({ name });
  return Buffer.from(payload?.data ?? '').toString();
};

const failing = (code: status, details: unknown) => expect.objectContaining({ code, details });

describe('secrets', () => {
  test('create answers with name, time, etag and replication', async () => {
    const before = Date.now();
    const [secret] = await client.createSecret({
      parent,
      secretId: 'created',
      secret: { ...automatic, labels: { team: 'desk' }, annotations: { note: 'any text' } },
    });
    expect(secret).toMatchObject({
      name: `${parent}/secrets/created`,
      labels: { team: 'desk' },
      annotations: { note: 'any text' },
      replication: { automatic: {} },
      etag: expect.stringMatching(/^".+"$/),
    });
    expect(Number(secret.createTime?.seconds)).toBeGreaterThanOrEqual(Math.floor(before / 1000));
    expect((await client.getSecret({ name: secret.name ?? '' }))[0]).toEqual(secret);
  });

  test.each([
    [
      'an existing id',
      { parent, secretId: 'twice', secret: automatic },
      status.ALREADY_EXISTS,
      `Secret [${parent}/secrets/twice] already exists.`,
    ],
    [
      'a bad id',
      { parent, secretId: 'a.b', secret: automatic },
      status.INVALID_ARGUMENT,
      'The provided Secret ID [a.b] does not match the expected format [[a-zA-Z_0-9]+]',
    ],
    [
      'no replication',
      { parent, secretId: 'plain', secret: {} },
      status.INVALID_ARGUMENT,
      expect.stringContaining('replication'),
    ],
    [
      'a bad parent',
      { parent: 'nowhere', secretId: 'plain', secret: automatic },
      status.INVALID_ARGUMENT,
      expect.anything(),
    ],
    [
      'a bad label',
      { parent, secretId: 'plain', secret: { ...automatic, labels: { Team: 'x' } } },
      status.INVALID_ARGUMENT,
      expect.stringContaining('Team'),
    ],
    [
      'an expiry',
      { parent, secretId: 'plain', secret: { ...automatic, ttl: { seconds: 60 } } },
      status.UNIMPLEMENTED,
      expect.stringContaining('expiring'),
    ],
  ])('create refuses %s', async (_name, request, code, details) => {
    await client.createSecret({ parent, secretId: 'twice', secret: automatic }).catch(() => {});
    await expect(client.createSecret(request)).rejects.toEqual(failing(code, details));
  });

  test('list pages through a project, newest first, and filters', async () => {
    let now = Date.parse('2026-03-01T12:00:00Z');
    const other = await startSecretManager({
      port: 0,
      now: () => {
        now += 1000;
        return new Date(now);
      },
    });
    const its = clientOf(other.port);
    try {
      for (const secretId of ['one', 'two', 'three']) {
        await its.createSecret({ parent, secretId, secret: { ...automatic, labels: { word: secretId } } });
      }
      await its.createSecret({ parent: 'projects/another', secretId: 'four', secret: automatic });
      const [all] = await its.listSecrets({ parent });
      expect(all.map(secret => secret.name?.split('/').at(-1))).toEqual(['three', 'two', 'one']);
      const [page, next, raw] = await its.listSecrets({ parent, pageSize: 2 }, { autoPaginate: false });
      expect(page).toHaveLength(2);
      expect(raw).toMatchObject({ totalSize: 3 });
      const [rest] = await its.listSecrets({ ...next, parent }, { autoPaginate: false });
      expect(rest.map(secret => secret.labels)).toEqual([{ word: 'one' }]);
      const [labelled] = await its.listSecrets({ parent, filter: 'labels.word=two' });
      expect(labelled).toHaveLength(1);
    } finally {
      await its.close();
      await other.close();
    }
  });

  test('update changes what the mask names, and only from the current etag', async () => {
    const name = await newSecret('one');
    const [before] = await client.getSecret({ name });
    const [after] = await client.updateSecret({
      secret: { name, etag: before.etag ?? '', labels: { stage: 'test' }, versionAliases: { live: 1 } },
      updateMask: { paths: ['labels', 'version_aliases'] },
    });
    expect(after).toMatchObject({ labels: { stage: 'test' }, createTime: before.createTime });
    expect(await fetchPayload(`${name}/versions/live`)).toBe('one');
    const stale = {
      secret: { name, etag: before.etag ?? '', labels: {} },
      updateMask: { paths: ['labels'] },
    };
    await expect(client.updateSecret(stale)).rejects.toEqual(
      failing(status.FAILED_PRECONDITION, expect.stringContaining('etag')),
    );
    await expect(
      client.updateSecret({ secret: { name }, updateMask: { paths: ['replication'] } }),
    ).rejects.toEqual(failing(status.INVALID_ARGUMENT, expect.stringContaining('replication')));
  });

  test('delete takes the versions along, and a new secret of that id starts at version 1', async () => {
    const name = await newSecret('one', 'two');
    await expect(client.deleteSecret({ name, etag: '"stale"' })).rejects.toMatchObject({
      code: status.FAILED_PRECONDITION,
    });
    await client.deleteSecret({ name });
    await expect(client.getSecret({ name })).rejects.toEqual(
      failing(status.NOT_FOUND, `Secret [${name}] not found.`),
    );
    await expect(client.deleteSecret({ name })).rejects.toMatchObject({ code: status.NOT_FOUND });
    await client.createSecret({ parent, secretId: name.split('/').at(-1) ?? '', secret: automatic });
    const [version] = await client.addSecretVersion({ parent: name, payload: { data: Buffer.from('new') } });
    expect(version.name).toBe(`${name}/versions/1`);
  });
});

describe('versions', () => {
  test('add and access, by number and as latest, with the checksum', async () => {
    const name = await newSecret();
    const data = Buffer.from('{"key_id":"PK1","secret_key":"s"}');
    const dataCrc32c = crc32c(data);
    const [version] = await client.addSecretVersion({ parent: name, payload: { data, dataCrc32c } });
    expect(version).toMatchObject({
      name: `${name}/versions/1`,
      state: 'ENABLED',
      clientSpecifiedPayloadChecksum: true,
    });
    await client.addSecretVersion({ parent: name, payload: { data: Buffer.from('second') } });
    const [latest] = await client.accessSecretVersion({ name: `${name}/versions/latest` });
    expect(latest.name).toBe(`${name}/versions/2`);
    const [first] = await client.accessSecretVersion({ name: `${name}/versions/1` });
    expect(first.payload).toEqual({ data, dataCrc32c: String(dataCrc32c), _dataCrc32c: 'dataCrc32c' });
  });

  test.each([
    ['a wrong checksum', { data: Buffer.from('x'), dataCrc32c: 1 }, /CRC32C/],
    ['nothing', { data: Buffer.alloc(0) }, /empty/],
    ['more than 64 KiB', { data: Buffer.alloc(65_537) }, /65536/],
  ])('add refuses %s', async (_name, payload, message) => {
    const name = await newSecret();
    await expect(client.addSecretVersion({ parent: name, payload })).rejects.toEqual(
      failing(status.INVALID_ARGUMENT, expect.stringMatching(message)),
    );
  });

  test('64 KiB to the byte are stored', async () => {
    const name = await newSecret('a'.repeat(65_536));
    expect(await fetchPayload(`${name}/versions/1`)).toHaveLength(65_536);
  });

  test('a missing secret, an empty secret and a missing version are told apart', async () => {
    const missing = `${parent}/secrets/missing`;
    const empty = await newSecret();
    const one = await newSecret('one');
    const access = (name: string) => client.accessSecretVersion({ name });
    await expect(access(`${missing}/versions/latest`)).rejects.toEqual(
      failing(status.NOT_FOUND, `Secret [${missing}] not found or has no versions.`),
    );
    await expect(access(`${empty}/versions/latest`)).rejects.toMatchObject({ code: status.NOT_FOUND });
    await expect(access(`${one}/versions/2`)).rejects.toEqual(
      failing(status.NOT_FOUND, `Secret Version [${one}/versions/2] not found.`),
    );
    await expect(
      client.addSecretVersion({ parent: missing, payload: { data: Buffer.from('x') } }),
    ).rejects.toEqual(failing(status.NOT_FOUND, `Secret [${missing}] not found.`));
  });

  test('a disabled newest version is still the latest, and enabling brings it back', async () => {
    const name = await newSecret('one', 'two');
    const second = `${name}/versions/2`;
    const [disabled] = await client.disableSecretVersion({ name: second });
    expect(disabled.state).toBe('DISABLED');
    await expect(client.accessSecretVersion({ name: `${name}/versions/latest` })).rejects.toEqual(
      failing(status.FAILED_PRECONDITION, `Secret Version [${second}] is in DISABLED state.`),
    );
    expect(await fetchPayload(`${name}/versions/1`)).toBe('one');
    const [enabled] = await client.enableSecretVersion({ name: second, etag: disabled.etag ?? '' });
    expect(enabled.etag).not.toBe(disabled.etag);
    expect(await fetchPayload(`${name}/versions/latest`)).toBe('two');
    await expect(
      client.disableSecretVersion({ name: second, etag: disabled.etag ?? '' }),
    ).rejects.toMatchObject({
      code: status.FAILED_PRECONDITION,
    });
  });

  test('destroying is final', async () => {
    const name = await newSecret('one');
    const version = `${name}/versions/1`;
    const [destroyed] = await client.destroySecretVersion({ name: version });
    expect(destroyed).toMatchObject({ state: 'DESTROYED', destroyTime: { seconds: expect.anything() } });
    const inDestroyedState = failing(
      status.FAILED_PRECONDITION,
      `Secret Version [${version}] is in DESTROYED state.`,
    );
    await expect(client.accessSecretVersion({ name: version })).rejects.toEqual(inDestroyedState);
    await expect(client.enableSecretVersion({ name: version })).rejects.toEqual(inDestroyedState);
    await client.addSecretVersion({ parent: name, payload: { data: Buffer.from('two') } });
    expect(await fetchPayload(`${name}/versions/2`)).toBe('two');
  });

  test('list is newest first and filters by state', async () => {
    const name = await newSecret('one', 'two', 'three');
    await client.destroySecretVersion({ name: `${name}/versions/1` });
    const [all] = await client.listSecretVersions({ parent: name });
    expect(all.map(version => [version.name?.split('/').at(-1), version.state])).toEqual([
      ['3', 'ENABLED'],
      ['2', 'ENABLED'],
      ['1', 'DESTROYED'],
    ]);
    const [enabled] = await client.listSecretVersions({ parent: name, filter: 'state:ENABLED' });
    expect(enabled).toHaveLength(2);
    await expect(client.listSecretVersions({ parent: name, filter: 'state' })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
    });
  });
});

test('a policy is kept, guarded by its etag, and permissions are those of an owner', async () => {
  const resource = await newSecret('one');
  const [empty] = await client.getIamPolicy({ resource });
  expect(empty).toMatchObject({ bindings: [] });
  const bindings = [{ role: 'roles/secretmanager.secretAccessor', members: ['user:ada@example.com'] }];
  const [policy] = await client.setIamPolicy({ resource, policy: { bindings, etag: empty.etag ?? '' } });
  expect(policy.bindings).toMatchObject(bindings);
  await expect(
    client.setIamPolicy({ resource, policy: { bindings: [], etag: empty.etag ?? '' } }),
  ).rejects.toMatchObject({ code: status.ABORTED });
  const permissions = ['secretmanager.versions.access'];
  expect((await client.testIamPermissions({ resource, permissions }))[0]).toEqual({ permissions });
  const missing = `${parent}/secrets/missing`;
  expect((await client.testIamPermissions({ resource: missing, permissions }))[0]).toEqual({
    permissions: [],
  });
});

describe('as a program', () => {
  const directory = mkdtempSync(join(tmpdir(), 'secret-manager-'));
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  function run(...flags: string[]) {
    const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    children.push(child);
    return child;
  }

  async function readPort(child: ChildProcess): Promise<number> {
    if (child.stdout === null) throw new Error('no stdout');
    for await (const line of createInterface({ input: child.stdout })) {
      const ready = /^secret manager listening on 127\.0\.0\.1:(\d+)$/.exec(line);
      if (ready) return Number(ready[1]);
    }
    throw new Error('ended before it was ready');
  }

  const onDisk = () => {
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter(entry =>
      entry.isFile(),
    );
    return files.map(file => readFileSync(join(file.parentPath, file.name), 'utf8')).join('\n');
  };
  const stored = (text: string) => Buffer.from(text).toString('base64');

  test('what a call returned survives kill -9, and what was destroyed or deleted is gone from the disk', async () => {
    const first = run('--port', '0', '--data', directory);
    const before = clientOf(await readPort(first));
    for (const secretId of ['kept', 'deleted']) {
      await before.createSecret({ parent, secretId, secret: automatic });
      const name = `${parent}/secrets/${secretId}`;
      for (const word of ['first', 'second']) {
        await before.addSecretVersion({
          parent: name,
          payload: { data: Buffer.from(`${secretId} ${word}`) },
        });
      }
    }
    expect(onDisk()).toContain(stored('kept first'));
    await before.destroySecretVersion({ name: `${parent}/secrets/kept/versions/1` });
    await before.deleteSecret({ name: `${parent}/secrets/deleted` });
    for (const gone of ['kept first', 'deleted first', 'deleted second']) {
      expect(onDisk()).not.toContain(stored(gone));
    }
    first.kill('SIGKILL');
    await once(first, 'exit');
    await before.close();

    const after = clientOf(await readPort(run('--port', '0', '--data', directory)));
    expect(await fetchPayload(`${parent}/secrets/kept/versions/latest`, after)).toBe('kept second');
    await expect(after.getSecret({ name: `${parent}/secrets/deleted` })).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
    await after.close();
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it with code 0', async signal => {
    const child = run('--port', '0');
    await readPort(child);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('it leaves when its parent does', async () => {
    const child = run('--port', '0');
    await readPort(child);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test.each([
    ['a busy port', () => ['--port', String(server.port)], /port \d+ is in use.*--port/],
    ['an unknown flag', () => ['--prot', '1'], /--prot/],
    ['a port that is none', () => ['--port', '99999'], /99999/],
  ])('%s is one line on stderr and code 2', async (_name, flags, message) => {
    const child = run(...flags());
    let stderr = '';
    child.stderr?.on('data', chunk => (stderr += chunk));
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
