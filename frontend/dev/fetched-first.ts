import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Vite's own helper, around every import of code that is loaded on demand. */
const HELPER = /[\0]vite\/preload-helper\.js$/;
const OURS = fileURLToPath(new URL('../src/lib/fetched-first.ts', import.meta.url));

/**
 * Puts our helper in the place of Vite's: a browser does not import again in the same page what it once failed to fetch,
 * so code is fetched before it is imported. A release of Vite that has no such helper fails the build here.
 */
export function fetchedFirst(): Plugin {
  let found = false;
  return {
    name: 'agenttrader:fetched-first',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: HELPER },
      handler() {
        found = true;
        return `export { fetchedFirst as __vitePreload } from ${JSON.stringify(OURS)};`;
      },
    },
    buildEnd(error) {
      if (!error && !found) this.error(`Vite has no ${HELPER} any more: see fetched-first.ts.`);
    },
  };
}
