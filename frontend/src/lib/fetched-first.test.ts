import { afterEach, expect, it, vi } from 'vitest';
import { OfflineError } from './chunk.ts';
import { fetchedFirst } from './fetched-first.ts';

afterEach(() => void vi.unstubAllGlobals());

const script = () => new Response('export {}', { headers: { 'content-type': 'text/javascript' } });

/** Answers by address; without an answer there is no connection. */
function network(answers: Record<string, () => Response>) {
  const fetched = vi.fn(async (address: string) => {
    const answer = answers[address];
    if (!answer) throw new TypeError('Failed to fetch');
    return answer();
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

it('imports nothing before every file is there, and brings only what was missing the next time', async () => {
  const answers: Record<string, () => Response> = { '/assets/a.js': script };
  const fetched = network(answers);
  const load = vi.fn(async () => 'code');
  await expect(fetchedFirst(load, ['assets/a.js', 'assets/b.js'])).rejects.toThrow(OfflineError);
  expect(load).not.toHaveBeenCalled();
  answers['/assets/b.js'] = script;
  expect(await fetchedFirst(load, ['assets/a.js', 'assets/b.js'])).toBe('code');
  expect(fetched.mock.calls.flat()).toEqual(['/assets/a.js', '/assets/b.js', '/assets/b.js']);
});

it.each([
  ['a page stands in its place', () => new Response('<p>', { headers: { 'content-type': 'text/html' } })],
  ['there is none', () => new Response('', { status: 404 })],
])('says of a file that it is gone where %s', async (name, answer) => {
  network({ [`/assets/${name}.js`]: answer });
  const load = vi.fn(async () => 'code');
  const thrown = await fetchedFirst(load, [`assets/${name}.js`]).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Error);
  expect(thrown).not.toBeInstanceOf(OfflineError);
  expect(load).not.toHaveBeenCalled();
});

it('fetches nothing that the page has loaded', async () => {
  const fetched = network({});
  document.head.innerHTML = '<link rel="modulepreload" href="/assets/first.js">';
  expect(await fetchedFirst(async () => 'code', ['assets/first.js'])).toBe('code');
  expect(fetched).not.toHaveBeenCalled();
});
