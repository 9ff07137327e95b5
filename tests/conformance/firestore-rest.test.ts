import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

const ROOT = '/v1/projects/demo-rest/databases/%28default%29/documents';
const NAME = 'projects/demo-rest/databases/(default)/documents';
const ADMIN = { Authorization: 'Bearer owner' };

let server: RunningFirestore;
let base: string;

beforeAll(async () => {
  server = await startFirestore({ port: 0 });
  base = `http://${server.host}:${server.port}`;
});

afterAll(() => server.close());

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = ADMIN) {
  const response = await fetch(base + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const error = (code: number, status: string, message: unknown = expect.any(String)) => ({
  error: { code, message, status },
});

describe('documents over REST', () => {
  it('create, read, update, list and delete', async () => {
    const created = await call('POST', `${ROOT}/crud?documentId=a`, { fields: { n: { integerValue: '1' } } });
    expect(created).toMatchObject({ status: 200, json: { name: `${NAME}/crud/a` } });
    expect(await call('POST', `${ROOT}/crud?documentId=a`, {})).toMatchObject({
      status: 409,
      json: error(409, 'ALREADY_EXISTS'),
    });
    const updated = await call('PATCH', `${ROOT}/crud/a?updateMask.fieldPaths=m.x`, {
      fields: { m: { mapValue: { fields: { x: { booleanValue: true } } } } },
    });
    expect(updated.json).toMatchObject({
      fields: { n: { integerValue: '1' }, m: { mapValue: { fields: { x: { booleanValue: true } } } } },
    });
    expect((await call('GET', `${ROOT}/crud/a?mask.fieldPaths=n`)).json).toMatchObject({
      fields: { n: { integerValue: '1' } },
    });
    await call('POST', `${ROOT}/crud?documentId=b`, {});
    const page = (await call('GET', `${ROOT}/crud?pageSize=1`)).json as { nextPageToken: string };
    expect(page).toMatchObject({ documents: [{ name: `${NAME}/crud/a` }] });
    expect((await call('GET', `${ROOT}/crud?pageSize=1&pageToken=${page.nextPageToken}`)).json).toMatchObject(
      {
        documents: [{ name: `${NAME}/crud/b` }],
      },
    );
    expect(await call('DELETE', `${ROOT}/crud/a`)).toMatchObject({ status: 200, json: {} });
    expect(await call('GET', `${ROOT}/crud/a`)).toMatchObject({ status: 404, json: error(404, 'NOT_FOUND') });
  });

  it('commit, read and query in one go, with text/plain bodies and v1beta1', async () => {
    const commit = await call('POST', `${ROOT.replace('/v1/', '/v1beta1/')}:commit`, {
      writes: [
        {
          update: { name: `${NAME}/go/a`, fields: { v: { double_value: 'NaN' } } },
          update_transforms: [{ field_path: 'n', increment: { integerValue: 3 } }],
        },
      ],
    });
    expect(commit.json).toMatchObject({ writeResults: [{ transformResults: [{ integerValue: '3' }] }] });
    expect(
      (await call('POST', `${ROOT}:batchGet`, { documents: [`${NAME}/go/a`, `${NAME}/go/b`] })).json,
    ).toEqual([
      { found: expect.objectContaining({ name: `${NAME}/go/a` }), readTime: expect.any(String) },
      { missing: `${NAME}/go/b`, readTime: expect.any(String) },
    ]);
    const query = {
      structuredQuery: {
        from: [{ collectionId: 'go' }],
        where: { unaryFilter: { field: { fieldPath: 'v' }, op: 'IS_NAN' } },
      },
    };
    expect((await call('POST', `${ROOT}:runQuery`, query)).json).toEqual([
      {
        document: expect.objectContaining({
          fields: { v: { doubleValue: 'NaN' }, n: { integerValue: '3' } },
        }),
        readTime: expect.any(String),
        done: true,
      },
    ]);
    expect(
      (await call('POST', `${ROOT}:runQuery`, { structuredQuery: { from: [{ collectionId: 'no' }] } })).json,
    ).toEqual([{ readTime: expect.any(String), done: true }]);
    expect((await call('POST', `${ROOT}:batchGet`, { documents: [] })).json).toEqual([]);
  });

  it('run a transaction', async () => {
    const begun = (await call('POST', `${ROOT}:beginTransaction`, {})).json as { transaction: string };
    await call('POST', `${ROOT}:batchGet`, { documents: [`${NAME}/tx/a`], transaction: begun.transaction });
    const write = { writes: [{ update: { name: `${NAME}/tx/a`, fields: {} } }] };
    await call('POST', `${ROOT}:commit`, write);
    expect(await call('POST', `${ROOT}:commit`, { ...write, transaction: begun.transaction })).toMatchObject({
      status: 409,
      json: error(409, 'ABORTED'),
    });
  });

  it.each<[string, string, unknown, number]>([
    ['POST', ':commit', '{"writes":', 400],
    ['POST', ':commit', { wriites: [] }, 400],
    ['POST', ':commit', { writes: [{ update: { name: 'nonsense' } }] }, 400],
    ['POST', ':commit', { writes: [{}] }, 400],
    ['POST', ':runQuery', {}, 400],
    ['POST', ':runQuery', [], 400],
    ['POST', ':unknown', {}, 404],
    ['PUT', '/a/b', {}, 404],
    ['PATCH', '/a/b', { fields: { f: { integerValue: 'x' } } }, 400],
    ['PATCH', '/a/b', { fields: { f: { arrayValue: { values: [{ arrayValue: {} }] } } } }, 400],
    ['PATCH', '/a/__x__', {}, 400],
    ['POST', ':executePipeline', {}, 501],
  ])('%s %s with %j answers %i', async (method, path, body, status) => {
    expect((await call(method, ROOT + path, body)).status).toBe(status);
  });

  it('check the token after names and before contents', async () => {
    const bad = { Authorization: 'Bearer x.y' };
    const jwt = error(400, 'INVALID_ARGUMENT', 'invalid jwt');
    expect((await call('GET', `${ROOT}/a/b`, undefined, bad)).json).toEqual(jwt);
    expect((await call('GET', `${ROOT}/a/__b__`, undefined, bad)).json).not.toEqual(jwt);
    expect((await call('GET', `${ROOT}/a/b?mask.fieldPaths=..`, undefined, bad)).json).toEqual(jwt);
  });

  it('leave metadata to the administrator', async () => {
    expect(await call('POST', `${ROOT}:listCollectionIds`, {}, {})).toMatchObject({
      status: 403,
      json: error(403, 'PERMISSION_DENIED', 'Metadata operations require admin authentication.'),
    });
    expect((await call('GET', `${ROOT}/a?showMissing=true`, undefined, {})).status).toBe(403);
    expect((await call('POST', `${ROOT}:listCollectionIds`, {})).status).toBe(200);
  });
});

describe('limits', () => {
  const put = (fields: unknown) => call('PATCH', `${ROOT}/limits/a`, { fields });
  const nested = (depth: number): unknown =>
    depth === 0 ? { integerValue: '1' } : { mapValue: { fields: { m: nested(depth - 1) } } };

  it('hold for nesting, names and sizes', async () => {
    expect((await put({ m: nested(19) })).status).toBe(200);
    expect((await put({ m: nested(20) })).status).toBe(400);
    expect((await put({ m: nested(300) })).status).toBe(400);
    expect((await put({ ['x'.repeat(1500)]: { nullValue: null } })).status).toBe(200);
    expect((await put({ ['x'.repeat(1501)]: { nullValue: null } })).status).toBe(400);
    expect((await put({ __x__: { nullValue: null } })).status).toBe(400);
    expect((await put({ '': { nullValue: null } })).status).toBe(400);
    expect((await put({ text: { stringValue: 'x'.repeat(1_048_000) } })).status).toBe(200);
    expect((await put({ text: { stringValue: 'x'.repeat(1_048_576) } })).json).toMatchObject(
      error(400, 'INVALID_ARGUMENT', expect.stringContaining('exceeds the maximum allowed size')),
    );
  });

  it('hold for whole requests', async () => {
    const response = await call('POST', `${ROOT}:commit`, `{"writes":[],"x":"${'x'.repeat(11_600_000)}"}`);
    expect(response).toMatchObject({
      status: 400,
      json: error(400, 'INVALID_ARGUMENT', expect.stringContaining('payload size exceeds')),
    });
  });
});

describe('control', () => {
  it('says hello and knows nothing of other paths', async () => {
    expect(await call('GET', '/')).toMatchObject({ status: 200, text: 'Ok\n' });
    expect(await call('GET', '/nowhere')).toMatchObject({ status: 404, text: 'Not Found\n' });
  });

  it('clears a database, or a subtree of it', async () => {
    for (const path of ['clear/a', 'clear/a/sub/b', 'clear/ab']) await call('PATCH', `${ROOT}/${path}`, {});
    const control = '/emulator/v1/projects/demo-rest/databases/(default)/documents';
    expect(await call('DELETE', `${control}/clear/a`, undefined, {})).toMatchObject({
      status: 200,
      json: {},
    });
    expect((await call('GET', `${ROOT}/clear/a/sub/b`)).status).toBe(404);
    expect((await call('GET', `${ROOT}/clear/ab`)).status).toBe(200);
    await call('DELETE', control, undefined, {});
    expect((await call('POST', `${ROOT}:listCollectionIds`, {})).json).toEqual({});
    expect((await call('DELETE', control.replace('demo-rest', 'unknown'), undefined, {})).status).toBe(200);
  });

  it('exports to a readable file and imports it with every type kept', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'firestore-export-'));
    try {
      const fields = {
        i: { integerValue: '1' },
        d: { doubleValue: 1 },
        t: { timestampValue: '2024-01-02T03:04:05.000006Z' },
        b: { bytesValue: 'AAE=' },
        r: { referenceValue: `${NAME}/a/b` },
        g: { geoPointValue: { latitude: 1, longitude: 2 } },
        l: { arrayValue: { values: [{ nullValue: null }, { stringValue: 'ü' }] } },
      };
      await call('PATCH', `${ROOT}/exported/a`, { fields });
      const control = '/emulator/v1/projects/demo-rest';
      const exported = await call('POST', `${control}:export`, {
        database: 'projects/demo-rest/databases/(default)',
        export_directory: directory,
        export_name: 'snapshot',
      });
      const file = join(directory, 'snapshot.json');
      expect(exported.json).toEqual({ file });
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
        documents: [{ path: 'exported/a', fields }],
      });
      expect((await call('POST', `${control}:import`, { database: 'copy', file })).json).toEqual({
        documents: 1,
      });
      const copy = await call('GET', `${ROOT.replace('%28default%29', 'copy')}/exported/a`);
      expect(copy.json).toMatchObject({ fields });
      expect((await call('POST', `${control}:import`, { file: join(directory, 'none.json') })).status).toBe(
        400,
      );
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('resets everything', async () => {
    await call('PATCH', `${ROOT}/reset/a`, {});
    expect((await call('POST', '/reset')).text).toBe('Resetting...\n');
    expect((await call('GET', `${ROOT}/reset/a`)).status).toBe(404);
  });

  it('lets pages of this machine in', async () => {
    const preflight = await call('OPTIONS', `${ROOT}:commit`, undefined, {
      Origin: 'http://localhost:5173',
      'Access-Control-Request-Headers': 'authorization,x-goog-api-client',
      'Access-Control-Request-Private-Network': 'true',
    });
    expect(preflight).toMatchObject({ status: 200, text: '' });
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'DELETE,GET,HEAD,PATCH,POST,PUT',
      'access-control-allow-headers': 'authorization,x-goog-api-client',
      'access-control-allow-private-network': 'true',
    });
    const simple = await call('GET', '/nowhere', undefined, { Origin: 'https://127.0.0.1' });
    expect(simple.headers.get('access-control-allow-origin')).toBe('https://127.0.0.1');
    expect((await call('GET', '/')).headers.has('access-control-allow-origin')).toBe(false);
  });
});
