import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { storageProblem } from '../storage-problem.ts';

export interface LogOptions {
  /** Hears, in a sentence, when the log cannot be written, once until it can be again. */
  readonly tell: (sentence: string) => void;
  /** Writes to the open file. */
  readonly write?: (file: number, chunk: Buffer) => unknown;
}

/**
 * Opens the log of a part, empty. Only its owner can read it. A log that cannot be written, on a full disk, loses lines
 * and says so; whoever writes it goes on.
 */
export function openLog(directory: string, name: string, options: LogOptions): Writable {
  const { tell, write = writeSync } = options;
  const path = join(directory, `${name}.log`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = openSync(path, 'w', 0o600);
  let lost = 0;

  const put = (chunk: Buffer): void => {
    try {
      if (lost > 0) write(file, Buffer.from(`… ${lost} lines could not be written here …\n`));
      lost = 0;
      write(file, chunk);
    } catch (error) {
      if (lost === 0) tell(`lines of a log are lost: ${storageProblem(error, path) ?? String(error)}`);
      lost += 1;
    }
  };
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      put(chunk);
      done();
    },
    final(done) {
      closeSync(file);
      done();
    },
  });
}
