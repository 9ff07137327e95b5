import { OfflineError } from './chunk.ts';

/** Files that are there, by address. */
const there = new Set<string>();

/**
 * Imports code once all of its files were fetched. A browser that failed to fetch a file for an import may not try it
 * again before the page is reloaded (Chromium does not); a file that was fetched is in its cache, and one that was not can
 * be fetched again. `dev/fetched-first.ts` puts this around every import of the build.
 *
 * @param files of the code, relative to the root of the site
 * @throws OfflineError where there was no answer
 */
export async function fetchedFirst<T>(load: () => Promise<T>, files: readonly string[] = []): Promise<T> {
  await Promise.all(files.map(file => bring(`/${file}`)));
  return load();
}

async function bring(address: string): Promise<void> {
  if (there.has(address) || isInPage(address)) return;
  let type: string | null;
  try {
    const answer = await fetch(address);
    type = answer.ok ? answer.headers.get('content-type') : null;
    // Whole, or it is not in the cache.
    await answer.arrayBuffer();
  } catch (cause) {
    throw new OfflineError(`${address} could not be fetched.`, { cause });
  }
  // Of a newer version, Hosting has a page in the place of this file.
  if (!type?.includes('javascript')) throw new Error(`${address} is gone.`);
  there.add(address);
}

/** What the page itself has loaded. */
const isInPage = (address: string): boolean =>
  document.querySelector(`script[src="${address}"], link[rel=modulepreload][href="${address}"]`) !== null;
