import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';
import { build } from 'esbuild';
import { type Browser, chromium as launcher, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

/** The web SDK in a real browser: WebChannel and REST, under the browser's own cross-origin rules. */

const PAGE_SCRIPT = `
  import { initializeApp } from 'firebase/app';
  import * as firestore from 'firebase/firestore';
  const parameters = new URLSearchParams(location.search);
  const settings = {
    streaming: { experimentalAutoDetectLongPolling: false },
    polling: { experimentalForceLongPolling: true },
    detecting: {},
  }[parameters.get('mode')];
  const db = firestore.initializeFirestore(initializeApp({ projectId: 'demo-browser', apiKey: 'none' }), settings);
  firestore.connectFirestoreEmulator(db, parameters.get('host'), Number(parameters.get('port')), {
    mockUserToken: { user_id: 'alice' },
  });
  Object.assign(globalThis, { firestore, db, settled: undefined });
  const query = firestore.query(firestore.collection(db, 'shown'), firestore.orderBy('n'), firestore.limit(3));
  firestore.onSnapshot(query, { includeMetadataChanges: true }, snapshot => {
    const { fromCache, hasPendingWrites } = snapshot.metadata;
    globalThis.settled = fromCache || hasPendingWrites
      ? undefined
      : snapshot.docs.map(doc => doc.id + '=' + doc.get('n')).join();
  });
`;

let server: RunningFirestore;
let pages: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startFirestore({ port: 0 });
  const bundle = await build({
    stdin: { contents: PAGE_SCRIPT, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'iife',
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  pages = createServer((request, response) => {
    const isScript = request.url === '/bundle.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<script src="/bundle.js"></script>');
  });
  await new Promise<void>(resolve => pages.listen(0, '127.0.0.1', resolve));
  browser = await launcher.launch({
    executablePath: await chromium.executablePath(),
    // The cross-origin rules are part of what is tested, and several pages come and go.
    args: chromium.args.filter(flag => !/single-process|no-zygote|disable-web-security/.test(flag)),
    headless: true,
  });
});

afterAll(async () => {
  await browser?.close();
  pages?.close();
  await server?.close();
});

async function open(mode: string): Promise<Page> {
  const page = await browser.newPage();
  const address = pages.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await page.goto(`http://127.0.0.1:${port}/?mode=${mode}&host=${server.host}&port=${server.port}`);
  return page;
}

const until = (page: Page, shown: string): Promise<unknown> =>
  page.waitForFunction(`globalThis.settled === ${JSON.stringify(shown)}`);

describe.each(['streaming', 'polling', 'detecting'])('a browser that is %s', mode => {
  it('writes, listens, reloads, and recovers by itself when the server restarts', async () => {
    const page = await open(mode);
    await until(page, '');
    await page.evaluate(`(async () => {
      const { doc, setDoc, updateDoc, increment, serverTimestamp } = firestore;
      await setDoc(doc(db, 'shown/a'), { n: 1, at: serverTimestamp() });
      await updateDoc(doc(db, 'shown/a'), { n: increment(1) });
    })()`);
    await until(page, 'a=2');
    await fetch(
      `http://${server.host}:${server.port}/v1/projects/demo-browser/databases/(default)/documents/shown/b`,
      {
        method: 'PATCH',
        body: JSON.stringify({ fields: { n: { integerValue: '0' } } }),
      },
    );
    await until(page, 'b=0,a=2');
    expect(
      await page.evaluate(`(async () => {
        const { collection, doc, getCountFromServer, runTransaction } = firestore;
        const n = await runTransaction(db, async transaction => (await transaction.get(doc(db, 'shown/a'))).get('n'));
        return [n, (await getCountFromServer(collection(db, 'shown'))).data().count];
      })()`),
    ).toEqual([2, 2]);
    await page.reload();
    await until(page, 'b=0,a=2');
    const { port } = server;
    await server.close();
    server = await startFirestore({ port });
    await page.evaluate(`firestore.setDoc(firestore.doc(db, 'shown/after'), { n: 9 })`);
    await until(page, 'after=9');
    await page.evaluate(`firestore.deleteDoc(firestore.doc(db, 'shown/after'))`);
    await until(page, '');
    await page.close();
  });
});
