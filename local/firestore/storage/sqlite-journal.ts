import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Commit, StoredDocument } from './document.ts';
import type { Journal, LoadedDocument } from './journal.ts';
import { type DatabaseId, databaseName, parseDatabaseName } from './resource-path.ts';
import { decodeFields, encodeFields } from './value-codec.ts';

/** How long a process that was just killed may hold its lock. */
const DYING_MS = 500;
const FILE = 'firestore.sqlite';
const SCHEMA_VERSION = 1;

/**
 * The current documents in one SQLite file. Each commit is one SQLite transaction in the write-ahead log, so
 * that after a crash at any moment the file holds a prefix of the commits and no half of one.
 *
 * Rows are keyed by a number that grows, not by path: new rows go to the end of the table, which keeps the
 * cost of a commit independent of how much is stored. The path of each row is known in memory anyway.
 */
export class SqliteJournal implements Journal {
  private readonly sqlite: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly update: StatementSync;
  private readonly remove: StatementSync;
  private readonly rows = new Map<string, Map<string, number>>();
  private nextRow = 1;

  /**
   * @param directory made if missing
   * @throws when another server has the directory open: each would overwrite what the other holds in memory
   */
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.sqlite = openAlone(directory);
    this.migrate();
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
    this.sqlite.exec('BEGIN IMMEDIATE');
    try {
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
      this.sqlite.exec('COMMIT');
    } catch (error) {
      this.sqlite.exec('ROLLBACK');
      throw error;
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

  private migrate(): void {
    const version = Number(this.sqlite.prepare('PRAGMA user_version').get()?.user_version);
    if (version === SCHEMA_VERSION) return;
    if (version !== 0) throw new Error(`${FILE} was written by another version of this server (${version})`);
    this.sqlite.exec(`
      BEGIN;
      CREATE TABLE documents (
        row INTEGER PRIMARY KEY,
        database TEXT NOT NULL,
        path TEXT NOT NULL,
        fields BLOB NOT NULL,
        create_time INTEGER NOT NULL,
        update_time INTEGER NOT NULL
      ) STRICT;
      PRAGMA user_version = ${SCHEMA_VERSION};
      COMMIT;
    `);
  }
}

/** The lock is the system's, which takes it back however the process ends. */
function openAlone(directory: string): DatabaseSync {
  const sqlite = new DatabaseSync(join(directory, FILE), { timeout: DYING_MS });
  try {
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;');
    sqlite.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; BEGIN IMMEDIATE; COMMIT;');
  } catch (error) {
    sqlite.close();
    if (!isLocked(error)) throw error;
    throw new Error(
      `${directory} is in use by another Firestore server: stop that one, or choose another directory`,
    );
  }
  return sqlite;
}

const SQLITE_BUSY = 5;
const isLocked = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
