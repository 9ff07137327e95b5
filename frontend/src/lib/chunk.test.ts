import { afterEach, expect, test, vi } from 'vitest';
import { chunk, OfflineError } from './chunk.ts';

afterEach(() => void vi.restoreAllMocks());

test('a chunk is fetched once, and known from then on', async () => {
  const fetch = vi.fn(async () => 'part');
  const part = chunk(fetch);
  expect(part.current()).toBeUndefined();
  expect(await Promise.all([part.load(), part.load()])).toEqual(['part', 'part']);
  expect(part.current()).toBe('part');
  await part.load();
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('a fetch that failed is tried again', async () => {
  const fetch = vi.fn(async () => 'part');
  fetch.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
  const part = chunk(fetch);
  await expect(part.load()).rejects.toThrow('Failed to fetch');
  expect(part.current()).toBeUndefined();
  expect(await part.load()).toBe('part');
});

test('nothing is fetched while the browser is offline', async () => {
  const fetch = vi.fn(async () => 'part');
  const part = chunk(fetch);
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  await expect(part.load()).rejects.toThrow(OfflineError);
  expect(fetch).not.toHaveBeenCalled();
  onLine.mockReturnValue(true);
  expect(await part.load()).toBe('part');
  onLine.mockReturnValue(false);
  expect(await part.load()).toBe('part');
});
