import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningHosting, startHosting } from './server.ts';

let directory = '';
let hosting: RunningHosting;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'agenttrader-hosting-'));
  await mkdir(join(directory, 'public/assets'), { recursive: true });
  await writeFile(join(directory, 'public/index.html'), '<h1>App</h1>');
  await writeFile(join(directory, 'public/assets/app.js'), 'export {};');
  await writeFile(join(directory, 'secret.txt'), 'no');
  hosting = await startHosting({
    port: 0,
    directory: join(directory, 'public'),
    hosting: {
      public: 'public',
      rewrites: [{ source: '**', destination: '/index.html' }],
      headers: [{ source: '**', headers: [{ key: 'Content-Security-Policy', value: "connect-src 'self'" }] }],
    },
    webConfig: { emulators: { firestore: '127.0.0.1:8080' } },
  });
});
afterAll(async () => {
  await hosting.close();
  await rm(directory, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://${hosting.host}:${hosting.port}${path}`, { headers });

describe('hosting', () => {
  it('serves files with their type, and the app for every other path', async () => {
    const script = await get('/assets/app.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).toBe('export {};');
    for (const path of ['/', '/trades/t1']) expect(await (await get(path)).text()).toBe('<h1>App</h1>');
  });

  it('answers 304 to who has the file already', async () => {
    const etag = (await get('/')).headers.get('etag') ?? '';
    expect((await get('/', { 'if-none-match': etag })).status).toBe(304);
  });

  it('tells the app about its project, and lets it reach the emulators', async () => {
    expect(await (await get('/__/firebase/init.json')).json()).toEqual({
      emulators: { firestore: '127.0.0.1:8080' },
    });
    expect((await get('/')).headers.get('content-security-policy')).toBe(
      "connect-src 'self' http://127.0.0.1:8080",
    );
  });

  it('serves nothing from outside of its directory', async () => {
    const answer = await get('/..%2fsecret.txt');
    expect([answer.status, await answer.text()]).toEqual([404, 'Not found']);
  });
});
