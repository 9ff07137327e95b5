// @vitest-environment node
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appCheckSiteKey, siteKeyOf } from './app-check-site-key.ts';

const KEY = '6LcSiteKeyOfTheProject0000000000000000000';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'agenttrader-site-key-'));
  await writeFile(join(directory, '.env.with-a-key'), `APP_CHECK_SITE_KEY=${KEY}\n`);
  await writeFile(join(directory, '.env.with-none'), 'APP_CHECK_SITE_KEY=\n');
  await writeFile(join(directory, '.env.with-another'), 'APP_CHECK_SITE_KEY="><script>"\n');
});
afterAll(() => rm(directory, { recursive: true }));

it.each([
  ['with-a-key', KEY],
  ['with-none', undefined],
  ['unheard-of', undefined],
  [undefined, undefined],
])('is that of the project that is deployed: %s', (project, expected) => {
  expect(siteKeyOf(project, directory)).toBe(expected);
});

it('is refused where it is none', () => {
  expect(() => siteKeyOf('with-another', directory)).toThrow(/no site key/);
});

it('is named in the page, where there is one', () => {
  const tagsOf = (siteKey: string | undefined) => {
    const { transformIndexHtml } = appCheckSiteKey(siteKey);
    return typeof transformIndexHtml === 'function' && Reflect.apply(transformIndexHtml, {}, ['', {}]);
  };
  expect(tagsOf(KEY)).toMatchObject([
    { tag: 'meta', attrs: { name: 'app-check-site-key', content: KEY }, injectTo: 'head' },
  ]);
  expect(tagsOf(undefined)).toEqual([]);
});
