import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { StorageError, withFile } from '../storage-problem.ts';
import type { SecretRecord } from './records.ts';

/** Where secrets are kept between runs. Every call has reached the disk when it returns. */
export interface SecretFiles {
  load(): SecretRecord[];
  save(secret: SecretRecord): void;
  remove(name: string): void;
}

/** Keeps nothing: secrets live as long as the process. */
export const noFiles: SecretFiles = { load: () => [], save: () => {}, remove: () => {} };

/**
 * One file per secret, readable by its owner alone (0600 in a 0700 directory).
 *
 * A change is written beside the file and renamed over it, so a process killed at any instant leaves either
 * the old secret or the new one. The file is named by a hash because secret ids differ by case and some file
 * systems do not. Beside the files of secrets lies a marker, so that files that have gone are not taken for none.
 *
 * Each of its calls throws a StorageError, and has then changed nothing.
 */
export function secretFilesIn(directory: string): SecretFiles {
  const marker = join(directory, 'in-use');
  withFile(directory, () => {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
  });

  const fileOf = (name: string) => join(directory, `${createHash('sha256').update(name).digest('hex')}.json`);
  const files = () => readdirSync(directory).filter(entry => entry.endsWith('.json'));

  const syncDirectory = () => {
    const handle = openSync(directory, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  };

  /** The secret is kept without it as well. */
  const markUsed = () => {
    try {
      if (!existsSync(marker)) writeFileSync(marker, '', { mode: 0o600 });
    } catch {}
  };

  return {
    load() {
      return withFile(directory, () => {
        // A leftover of an interrupted write may hold a payload that was to be destroyed.
        for (const entry of readdirSync(directory)) {
          if (entry.endsWith('.tmp')) rmSync(join(directory, entry));
        }
        const found = files();
        if (found.length === 0 && existsSync(marker)) {
          throw new StorageError(
            `${directory} is empty, though it held secrets: put them back, or start from empty with --fresh`,
          );
        }
        return found.map(entry => readSecret(join(directory, entry)));
      });
    },
    save(secret) {
      const file = fileOf(secret.name);
      withFile(file, () => {
        replaceFile(file, JSON.stringify(secret));
        syncDirectory();
        markUsed();
      });
    },
    remove(name) {
      const file = fileOf(name);
      withFile(file, () => {
        const others = files().filter(entry => join(directory, entry) !== file);
        // First, so that the marker never stands for secrets that have been taken away on purpose.
        if (others.length === 0) rmSync(marker, { force: true });
        rmSync(file, { force: true });
        syncDirectory();
      });
    },
  };
}

function readSecret(file: string): SecretRecord {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SecretRecord;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StorageError(
      `${file} is damaged, or another program's: put it elsewhere, or start from empty with --fresh`,
    );
  }
}

/** Whole or not at all; what was written in vain is taken away, since it may be a secret. */
function replaceFile(file: string, text: string): void {
  const temporary = `${file}.tmp`;
  try {
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
