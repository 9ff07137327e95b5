import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** Opens the log of a part, empty. Only its owner can read it. */
export function openLog(directory: string, name: string): WriteStream {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return createWriteStream(join(directory, `${name}.log`), { flags: 'w', mode: 0o600 });
}
