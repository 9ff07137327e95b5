import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StorageError, withFile } from './storage-problem.ts';

export interface SqliteSetting {
  /** Made if missing; without one, the database lasts as long as the process. */
  readonly directory: string | undefined;
  readonly file: string;
  /** Settings of the connection, as SQL. */
  readonly pragmas: string;
  /** Makes the tables of an empty database, as SQL. */
  readonly schema: string;
  /** For how long to wait for another process's lock, in milliseconds. */
  readonly timeout?: number;
}

/** Another process holds the lock. */
const SQLITE_BUSY = 5;

/**
 * Opens a database of a server of this machine, or makes it. Beside a file that was ever used lies a marker: a database
 * that has been emptied or has gone is not taken for a new one.
 *
 * @throws StorageError for a file that cannot be used @throws the error of SQLite for one that another process has locked
 */
export function openSqlite(setting: SqliteSetting): DatabaseSync {
  const { directory, file, pragmas, schema, timeout } = setting;
  const path = directory === undefined ? ':memory:' : join(directory, file);
  const marker = `${path}.in-use`;
  return withFile(path, () => {
    if (directory !== undefined) mkdirSync(directory, { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(path, timeout === undefined ? {} : { timeout });
    try {
      database.exec(pragmas);
      const mark = () => directory !== undefined && writeFileSync(marker, '', { mode: 0o600 });
      if (!isEmpty(database)) {
        if (!existsSync(marker)) mark();
        return database;
      }
      if (directory !== undefined && existsSync(marker)) {
        throw new StorageError(
          `${path} is empty, though it was in use: put it back as it was, or start from empty with --fresh`,
        );
      }
      transaction(database, path, () => database.exec(schema));
      // The marker must not outlive what it stands for.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      mark();
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Does work as one transaction.
 *
 * @throws StorageError when the file cannot hold it: nothing of it is there then
 */
export function transaction(database: DatabaseSync, path: string, work: () => void): void {
  withFile(path, () => {
    database.exec('BEGIN IMMEDIATE');
    try {
      work();
      database.exec('COMMIT');
    } catch (error) {
      // A full disk has ended the transaction by itself.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  });
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables === 0;
}

/** Whether SQLite found the file locked by another process. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}
