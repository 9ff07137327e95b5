import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isBusy, openSqlite, transaction } from '../../sqlite-file.ts';
import { StorageError } from '../../storage-problem.ts';
import { type Commit, StoredDocument } from './document.ts';
import { FirestoreError } from './errors.ts';
import type { Journal, LoadedDocument } from './journal.ts';
import { type DatabaseId, databaseName, parseDatabaseName } from './resource-path.ts';
import { decodeFields, encodeFields } from './value-codec.ts';

/** How long a process that was just killed may hold its lock. */
const DYING_MS = 500;
const FILE = 'firestore.sqlite';
const SCHEMA_VERSION = 1;
const SCHEMA = `
  CREATE TABLE documents (
    row INTEGER PRIMARY KEY,
    database TEXT NOT NULL,
    path TEXT NOT NULL,
    fields BLOB NOT NULL,
    create_time INTEGER NOT NULL,
    update_time INTEGER NOT NULL
  ) STRICT;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
/** The lock is the system's, which takes it back however the process ends. */
const PRAGMAS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -32000;
  BEGIN IMMEDIATE;
  COMMIT;
`;

/**
 * The current documents in one SQLite file. Each commit is one SQLite transaction in the write-ahead log, so
 * that after a crash at any moment the file holds a prefix of the commits and no half of one.
 *
 * Rows are keyed by a number that grows, not by path: new rows go to the end of the table, which keeps the
 * cost of a commit independent of how much is stored. The path of each row is known in memory anyway.
 */
export class SqliteJournal implements Journal {
  private readonly path: string;
  private readonly sqlite: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly update: StatementSync;
  private readonly remove: StatementSync;
  private readonly rows = new Map<string, Map<string, number>>();
  private nextRow = 1;

  /**
   * @param directory made if missing
   * @param maxPages a limit of the file's size, in pages of 4 KiB; as large as its disk lets it be, without it
   * @throws when another server has the directory open: each would overwrite what the other holds in memory
   * @throws StorageError when the file is damaged, another program's, or cannot be written
   */
  constructor(directory: string, maxPages?: number) {
    this.path = join(directory, FILE);
    this.sqlite = openAlone(directory);
    this.checkVersion();
    if (maxPages !== undefined) this.sqlite.exec(`PRAGMA max_page_count = ${maxPages}`);
    this.insert = this.sqlite.prepare(
      'INSERT INTO documents (row, database, path, fields, create_time, update_time) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.update = this.sqlite.prepare(
      'UPDATE documents SET fields = ?, create_time = ?, update_time = ? WHERE row = ?',
    );
    this.remove = this.sqlite.prepare('DELETE FROM documents WHERE row = ?');
  }

  *load(): Generator<LoadedDocument> {
    const select = this.sqlite.prepare(
      'SELECT row, database, path, fields, create_time, update_time FROM documents ORDER BY row',
    );
    for (const row of select.iterate()) {
      const path = String(row.path);
      const database = String(row.database);
      const number = Number(row.row);
      this.rowsOf(database).set(path, number);
      this.nextRow = number + 1;
      const fields = decodeFields(row.fields as Uint8Array);
      yield {
        databaseId: parseDatabaseName(database),
        document: new StoredDocument(path, fields, Number(row.create_time), Number(row.update_time)),
      };
    }
  }

  append(databaseId: DatabaseId, commit: Commit): void {
    const database = databaseName(databaseId);
    const rows = this.rowsOf(database);
    const added: [string, number][] = [];
    const write = (): void => {
      for (const { path, after } of commit.changes) {
        const row = rows.get(path);
        if (after === undefined) {
          if (row !== undefined) this.remove.run(row);
        } else {
          const fields = encodeFields(after.fields);
          if (row !== undefined) this.update.run(fields, after.createTime, after.updateTime, row);
          else {
            const fresh = this.nextRow++;
            this.insert.run(fresh, database, path, fields, after.createTime, after.updateTime);
            added.push([path, fresh]);
          }
        }
      }
    };
    try {
      transaction(this.sqlite, this.path, write);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      process.stderr.write(`firestore: a write was refused: ${error.message}\n`);
      throw new FirestoreError('RESOURCE_EXHAUSTED', `Nothing was written: ${error.message}.`);
    }
    for (const [path, row] of added) rows.set(path, row);
    for (const { path, after } of commit.changes) if (after === undefined) rows.delete(path);
  }

  close(): void {
    this.sqlite.close();
  }

  private rowsOf(database: string): Map<string, number> {
    let rows = this.rows.get(database);
    if (rows === undefined) {
      rows = new Map();
      this.rows.set(database, rows);
    }
    return rows;
  }

  private checkVersion(): void {
    const version = Number(this.sqlite.prepare('PRAGMA user_version').get()?.user_version);
    if (version === SCHEMA_VERSION) return;
    this.sqlite.close();
    throw new StorageError(
      `${this.path} was written by another program, or another version of this server: put it elsewhere, or start ` +
        'from empty with --fresh',
    );
  }
}

function openAlone(directory: string): DatabaseSync {
  try {
    return openSqlite({ directory, file: FILE, pragmas: PRAGMAS, schema: SCHEMA, timeout: DYING_MS });
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new Error(
      `${directory} is in use by another Firestore server: stop that one, or choose another directory`,
    );
  }
}
