import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
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
 * systems do not.
 */
export function secretFilesIn(directory: string): SecretFiles {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);

  const fileOf = (name: string) => join(directory, `${createHash('sha256').update(name).digest('hex')}.json`);

  const syncDirectory = () => {
    const handle = openSync(directory, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  };

  return {
    load() {
      const entries = readdirSync(directory);
      // A leftover of an interrupted write may hold a payload that was to be destroyed.
      for (const entry of entries) if (entry.endsWith('.tmp')) rmSync(join(directory, entry));
      return entries
        .filter(entry => entry.endsWith('.json'))
        .map(entry => JSON.parse(readFileSync(join(directory, entry), 'utf8')) as SecretRecord);
    },
    save(secret) {
      const file = fileOf(secret.name);
      const temporary = `${file}.tmp`;
      const handle = openSync(temporary, 'w', 0o600);
      try {
        writeSync(handle, JSON.stringify(secret));
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(temporary, file);
      syncDirectory();
    },
    remove(name) {
      rmSync(fileOf(name), { force: true });
      syncDirectory();
    },
  };
}
