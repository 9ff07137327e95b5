import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../local/firestore/main.ts', import.meta.url));
const ROOT = '/v1/projects/demo-program/databases/(default)/documents';

let directory: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'firestore-program-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(directory, { recursive: true, force: true });
});

function start(...flags: string[]): ChildProcess {
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

/** The address in the line that says that the server is ready. */
async function ready(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the output is not piped');
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  const match = /^firestore listening on (127\.0\.0\.1:\d+)\n$/.exec(String(chunk));
  if (match === null) throw new Error(`unexpected output: ${chunk}`);
  return `http://${match[1]}`;
}

async function outcome(child: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

const put = (base: string, path: string, n: number): Promise<Response> =>
  fetch(`${base}${ROOT}/${path}`, {
    method: 'PATCH',
    body: JSON.stringify({ fields: { n: { integerValue: String(n) } } }),
  });

describe('the program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('closes and exits 0 on %s', async signal => {
    const child = start('--port', '0');
    await ready(child);
    child.kill(signal);
    expect(await outcome(child)).toEqual({ code: 0, stderr: '' });
  });

  it('stops on request, and when the parent that forked it goes away', async () => {
    const asked = start('--port', '0');
    const base = await ready(asked);
    await fetch(`${base}/shutdown`, { method: 'POST' });
    expect((await outcome(asked)).code).toBe(0);
    const forked = fork(MAIN, ['--port', '0'], { silent: true });
    children.push(forked);
    await ready(forked);
    const exited = once(forked, 'exit');
    forked.disconnect();
    expect(await exited).toEqual([0, null]);
  });

  it('says what is wrong in one line and exits 2', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const address = blocker.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const busy = await outcome(start('--port', port));
    blocker.close();
    expect(busy).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^firestore: port \d+ on 127\.0\.0\.1 is in use; .*\n$/),
    });
    for (const flags of [
      ['--bogus'],
      ['--port', 'http'],
      ['--port', '0', '--indexes', join(directory, 'none.json')],
    ]) {
      const { code, stderr } = await outcome(start(...flags));
      expect(code).toBe(2);
      expect(stderr).toMatch(/^firestore: .+\n$/);
    }
  });

  it('keeps every acknowledged write through kill -9, and no half of a batch', async () => {
    const child = start('--port', '0', '--data', directory);
    const base = await ready(child);
    const acknowledged = new Set<number>();
    let sent = 0;
    const killed = once(child, 'exit');
    const writer = async (): Promise<void> => {
      for (;;) {
        const n = sent++;
        const writes = ['a', 'b'].map(side => ({
          update: {
            name: `${ROOT.slice('/v1/'.length)}/${side}/${n}`,
            fields: { n: { integerValue: String(n) } },
          },
        }));
        const response = await fetch(`${base}${ROOT}:commit`, {
          method: 'POST',
          body: JSON.stringify({ writes }),
        });
        await response.text();
        if (response.status === 200) acknowledged.add(n);
        if (acknowledged.size === 100) child.kill('SIGKILL');
      }
    };
    await Promise.allSettled([writer(), writer(), writer()]);
    await killed;
    const again = await ready(start('--port', '0', '--data', directory));
    const list = async (side: string): Promise<Set<number>> => {
      const response = await fetch(`${again}${ROOT}/${side}?pageSize=10000`);
      const { documents } = (await response.json()) as {
        documents: { fields: { n: { integerValue: string } } }[];
      };
      return new Set(documents.map(({ fields }) => Number(fields.n.integerValue)));
    };
    const [a, b] = [await list('a'), await list('b')];
    expect(a).toEqual(b);
    expect([...acknowledged].filter(n => !a.has(n))).toEqual([]);
  });

  it('checks indexes on request only', async () => {
    const file = join(directory, 'firestore.indexes.json');
    const index = {
      collectionGroup: 'c',
      queryScope: 'COLLECTION',
      fields: [
        { fieldPath: 'a', order: 'ASCENDING' },
        { fieldPath: 'b', order: 'DESCENDING' },
      ],
    };
    await writeFile(file, JSON.stringify({ indexes: [], fieldOverrides: [] }));
    const query = async (base: string) => {
      const response = await fetch(`${base}${ROOT}:runQuery`, {
        method: 'POST',
        body: JSON.stringify({
          structuredQuery: {
            from: [{ collectionId: 'c' }],
            where: { fieldFilter: { field: { fieldPath: 'a' }, op: 'EQUAL', value: { integerValue: '1' } } },
            orderBy: [{ field: { fieldPath: 'b' }, direction: 'DESCENDING' }],
          },
        }),
      });
      return { status: response.status, text: await response.text() };
    };
    const strict = await query(await ready(start('--port', '0', '--indexes', file)));
    expect(strict.status).toBe(400);
    expect(JSON.parse(strict.text).error).toMatchObject({
      status: 'FAILED_PRECONDITION',
      message: expect.stringContaining(JSON.stringify(index)),
    });
    expect(
      (await query(await ready(start('--port', '0', '--indexes', file, '--no-index-check')))).status,
    ).toBe(200);
    expect((await query(await ready(start('--port', '0')))).status).toBe(200);
    await writeFile(file, JSON.stringify({ indexes: [index] }));
    expect((await query(await ready(start('--port', '0', '--indexes', file)))).status).toBe(200);
  });

  it('enforces a rules file, for one project or for all, and refuses to start with a broken one', async () => {
    const file = join(directory, 'firestore.rules');
    const rule = (condition: string): string =>
      `rules_version = '2';\nservice cloud.firestore {\n  match /databases/{d}/documents/{path=**} { allow read, write: if ${condition}; }\n}`;
    await writeFile(file, rule('false'));
    expect((await put(await ready(start('--port', '0', '--rules', file)), 'a/b', 1)).status).toBe(403);
    const own = start('--port', '0', '--rules', file, '--project', 'demo-program');
    expect((await put(await ready(own), 'a/b', 1)).status).toBe(403);
    const other = start('--port', '0', '--rules', file, '--project', 'demo-other');
    expect((await put(await ready(other), 'a/b', 1)).status).toBe(200);
    await writeFile(file, rule("'x'.matches('[')"));
    const broken = await outcome(start('--port', '0', '--rules', file));
    expect(broken.code).toBe(2);
    expect(broken.stderr).toMatch(
      /^firestore: \S+firestore\.rules: Error compiling rules:\nL3:\d+ [^\n]+\n$/,
    );
    const missing = await outcome(start('--port', '0', '--rules', join(directory, 'none')));
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('none') });
  });

  it('keeps its data apart for each database', async () => {
    const base = await ready(start('--port', '0', '--data', directory));
    expect((await put(base, 'a/b', 1)).status).toBe(200);
    expect((await fetch(`${base}${ROOT.replace('(default)', 'other')}/a/b`)).status).toBe(404);
  });
});
