import { describe, expect, it } from 'vitest';
import { fetchWebConfig, parseWebConfig, WebConfigError } from './web-config.ts';

const config = { projectId: 'demo-x', apiKey: 'k', authDomain: 'localhost', appId: 'a' };

const problemsOf = (json: unknown): readonly string[] => {
  try {
    parseWebConfig(json);
  } catch (error) {
    if (error instanceof WebConfigError) return error.problems;
  }
  return [];
};

describe('parseWebConfig', () => {
  it('takes what Hosting serves, and ignores what else it serves', () => {
    expect(parseWebConfig({ ...config, storageBucket: 'b' })).toEqual(config);
  });

  it('names every field that is missing', () => {
    expect(problemsOf({ apiKey: 'k' }).map(problem => problem.split(':')[0])).toEqual([
      'projectId',
      'authDomain',
      'appId',
    ]);
  });

  it.each([{ siteKey: 'k' }, { debugToken: 't' }])('takes one way to prove the page: %j', appCheck => {
    expect(parseWebConfig({ ...config, appCheck })).toEqual({ ...config, appCheck });
  });

  it.each([{}, { siteKey: '' }, { siteKey: 'k', debugToken: 't' }, 'k'])('and no other: %j', appCheck => {
    expect(problemsOf({ ...config, appCheck })).toEqual([expect.stringMatching(/^appCheck\b/)]);
  });

  it('names an address that is none', () => {
    expect(problemsOf({ ...config, emulators: { auth: 'http://x' } })).toEqual([
      'emulators.auth: must be host:port',
    ]);
  });
});

describe('fetchWebConfig', () => {
  const answering = (body: string, status: number) => () => Promise.resolve(new Response(body, { status }));

  it('reads the answer', async () => {
    expect(await fetchWebConfig(answering(JSON.stringify(config), 200))).toEqual(config);
  });

  it('takes the site key from the page, unless a local stack brings a token', async () => {
    document.head.innerHTML = '<meta name="app-check-site-key" content="key-of-the-build" />';
    const read = (json: unknown) => fetchWebConfig(answering(JSON.stringify(json), 200));
    expect(await read(config)).toMatchObject({ appCheck: { siteKey: 'key-of-the-build' } });
    const local = { ...config, appCheck: { debugToken: 't' } };
    expect(await read(local)).toEqual(local);
    document.head.innerHTML = '';
  });

  it.each([
    ['there is none', answering('', 404), /no configuration/],
    ['it is no JSON', answering('<html>', 200), /incomplete/],
    ['nobody answers', () => Promise.reject(new TypeError('failed')), /could not be fetched/],
  ])('says so when %s', async (_, fetcher, message) => {
    await expect(fetchWebConfig(fetcher)).rejects.toThrow(message);
  });
});
