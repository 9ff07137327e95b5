import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A bug, planted: one text of a source in the place of another. */
export interface Mutant {
  /** What it breaks, in words. */
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** A seed that found it once, where few do: it is tried before the others. */
  readonly tryFirst?: number;
}

type Simulation = typeof import('./simulate.ts');

const ROOT = new URL('../../../', import.meta.url).href;
const MARK = 'mutant';

/** How often the mutant's text stands in its file: once, or it cannot be planted. */
export function occurrences({ file, from }: Mutant): number {
  return readFileSync(fileURLToPath(new URL(file, ROOT)), 'utf8').split(from).length - 1;
}

/**
 * Loads the simulation, and all that it simulates, once more beside the one that is loaded, with the bug in it. Modules of
 * others are shared.
 */
export async function withMutant({ name, file, from, to }: Mutant): Promise<Simulation> {
  const mark = `?${MARK}=${name.replaceAll(/[^a-z]+/g, '-')}`;
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const isOurs = found.url.startsWith(ROOT) && !found.url.includes('/node_modules/');
      const isMarked = context.parentURL?.endsWith(mark) && isOurs && !found.url.includes('?');
      return isMarked ? { ...found, url: found.url + mark } : found;
    },
    load(url, context, next) {
      const loaded = next(url, context);
      if (url !== `${ROOT}${file}${mark}`) return loaded;
      const source = String(loaded.source);
      if (!source.includes(from)) throw new Error(`${file} has no "${from}".`);
      return { ...loaded, source: source.replace(from, () => to) };
    },
  });
  try {
    return (await import(`./simulate.ts${mark}`)) as Simulation;
  } finally {
    hooks.deregister();
  }
}
