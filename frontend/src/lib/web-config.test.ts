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

  it.each([
    ['there is none', answering('', 404), /no configuration/],
    ['it is no JSON', answering('<html>', 200), /incomplete/],
    ['nobody answers', () => Promise.reject(new TypeError('failed')), /could not be fetched/],
  ])('says so when %s', async (_, fetcher, message) => {
    await expect(fetchWebConfig(fetcher)).rejects.toThrow(message);
  });
});
