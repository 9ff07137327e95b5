import { type StatsListener, unwatchFile, watchFile } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * Calls when a file was written anew. It looks at the name, since a build removes the file and makes another, which
 * would end a watch of the file itself.
 *
 * @returns what stops it
 */
export function watchBundle(file: string, onChange: () => void): () => void {
  const listener: StatsListener = now => {
    if (now.size > 0) onChange();
  };
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, listener);
  return () => unwatchFile(file, listener);
}
