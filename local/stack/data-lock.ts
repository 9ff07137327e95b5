import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { withFile } from '../storage-problem.ts';

/** How long a process that was just killed may hold its lock. */
const DYING_MS = 500;
const FILE = 'stack.lock';

/** Another stack keeps its state in the same directory. */
export class DataInUseError extends Error {
  override readonly name = 'DataInUseError';
  constructor(directory: string) {
    super(
      `${directory} is in use by another stack: stop that one, or give this one a directory of its own with --data DIR.`,
    );
  }
}

export interface DataLock {
  release(): void;
}

/**
 * Holds a data directory for this process alone. It is SQLite's lock on an empty file, which the system takes back
 * from a process however it ends; a file with a process's number in it would have to be cleared away by hand.
 *
 * @param directory made if missing
 * @throws DataInUseError when another process holds it @throws StorageError when it cannot be used
 */
export function lockData(directory: string): DataLock {
  const path = join(directory, FILE);
  const file = withFile(path, () => {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return new DatabaseSync(path, { timeout: DYING_MS });
  });
  try {
    withFile(path, () => file.exec('BEGIN EXCLUSIVE'));
  } catch (error) {
    file.close();
    throw isLocked(error) ? new DataInUseError(directory) : error;
  }
  return { release: () => file.close() };
}

const SQLITE_BUSY = 5;
const isLocked = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
