import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Puts the source maps of a build into a folder beside the one that Hosting publishes: they hold the whole source, which
 * a visitor has no use for and an operator, with a stack trace in hand, has.
 *
 * @param folder absolute; it is emptied at each build
 */
export function mapsApart(folder: string): Plugin {
  return {
    name: 'agenttrader:maps-apart',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      await rm(folder, { recursive: true, force: true });
      for (const name of Object.keys(bundle).filter(name => name.endsWith('.map'))) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await rename(join(dir, name), join(folder, name));
      }
    },
  };
}
