import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Rulebook } from './rulebook.ts';

export interface RulesFileOptions {
  readonly file: string;
  /** The project that the file is for; without one, every project that has no rules of its own. */
  readonly project: string | undefined;
  /** Called after every change of the file: what was loaded, or why the rules before stay in force. */
  readonly report: (message: string) => void;
}

/**
 * Loads a rules file and loads it again whenever it changes. A broken edit leaves the rules before in force.
 *
 * @returns ends the watch
 * @throws when the file cannot be read or does not compile at the start
 */
export function followRulesFile(rulebook: Rulebook, { file, project, report }: RulesFileOptions): () => void {
  let loaded = readFileSync(file, 'utf8');
  load(rulebook, project, loaded, file);
  const reload = (): void => {
    try {
      const text = readFileSync(file, 'utf8');
      if (text === loaded) return;
      loaded = text;
      load(rulebook, project, text, file);
      report(`${file}: the new rules are in force`);
    } catch (error) {
      report(`${error instanceof Error ? error.message : String(error)}\nThe rules before stay in force.`);
    }
  };
  // The directory is watched, not the file: editors put a new file in the old one's place.
  const watcher: FSWatcher = watch(dirname(file), (_, name) => {
    if (name === null || name === basename(file)) reload();
  });
  watcher.unref();
  return () => watcher.close();
}

function load(rulebook: Rulebook, project: string | undefined, text: string, file: string): void {
  try {
    rulebook.loadFor(project, text);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
