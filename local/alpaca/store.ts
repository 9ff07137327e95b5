import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { isBusy, openSqlite, transaction } from '../sqlite-file.ts';
import { StorageError } from '../storage-problem.ts';
import type { ClockState } from './clock/market-clock.ts';
import type { Account, AccountState, FillState, OrderState } from './trading/state.ts';

const FILE = 'exchange.sqlite';
const PRAGMAS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;';
const SCHEMA = `
  CREATE TABLE clock (only INTEGER PRIMARY KEY CHECK (only = 1), json TEXT NOT NULL);
  CREATE TABLE accounts (key_id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE orders (key_id TEXT, sequence INTEGER, json TEXT NOT NULL,
    PRIMARY KEY (key_id, sequence)) WITHOUT ROWID;
  CREATE TABLE fills (key_id TEXT, sequence INTEGER, json TEXT NOT NULL,
    PRIMARY KEY (key_id, sequence)) WITHOUT ROWID;
`;

/** What changed in an account. */
export interface AccountChange {
  readonly account: Account;
  readonly orders: readonly OrderState[];
  readonly fills: readonly FillState[];
}

/**
 * The exchange's memory. With a folder it is a SQLite file with a write-ahead log: a change is either wholly
 * there after `kill -9` or not at all. Without a folder it lasts as long as the process.
 */
export class Store {
  readonly #database: DatabaseSync;
  readonly #path: string;

  /**
   * @param maxPages a limit of the file's size, in pages of 4 KiB; as large as its disk lets it be, without it
   * @throws StorageError when the file is damaged, another program's, or cannot be written
   */
  constructor(folder: string | undefined, maxPages?: number) {
    this.#path = join(folder ?? '', FILE);
    this.#database = open(folder, this.#path);
    if (maxPages !== undefined) this.#database.exec(`PRAGMA max_page_count = ${maxPages}`);
  }

  loadClock(): ClockState | undefined {
    const row = this.#database.prepare('SELECT json FROM clock').get();
    return row === undefined ? undefined : (JSON.parse(String(row.json)) as ClockState);
  }

  saveClock(state: ClockState): void {
    this.#database.prepare('INSERT OR REPLACE INTO clock VALUES (1, ?)').run(JSON.stringify(state));
  }

  /** @param keyId of the only account that is wanted */
  loadAccounts(keyId?: string): Account[] {
    const accounts = new Map<string, Account>();
    const only = keyId === undefined ? '' : 'WHERE key_id = :keyId';
    const wanted = keyId === undefined ? {} : { keyId };
    const rows = (table: string, order = '') =>
      this.#database.prepare(`SELECT key_id, json FROM ${table} ${only} ${order}`).all(wanted);
    for (const row of rows('accounts')) {
      const state = JSON.parse(String(row.json)) as AccountState;
      accounts.set(state.keyId, { state, orders: new Map(), fills: [] });
    }
    for (const row of rows('orders', 'ORDER BY sequence')) {
      const order = JSON.parse(String(row.json)) as OrderState;
      accounts.get(String(row.key_id))?.orders.set(order.id, order);
    }
    for (const row of rows('fills', 'ORDER BY sequence')) {
      accounts.get(String(row.key_id))?.fills.push(JSON.parse(String(row.json)) as FillState);
    }
    return [...accounts.values()];
  }

  /** Writes the changes down, all of them or, by throwing, none. */
  save(changes: readonly AccountChange[]): void {
    transaction(this.#database, this.#path, () => {
      for (const change of changes) this.#write(change);
    });
  }

  remove(keyId: string): void {
    transaction(this.#database, this.#path, () => {
      for (const table of ['accounts', 'orders', 'fills']) {
        this.#database.prepare(`DELETE FROM ${table} WHERE key_id = ?`).run(keyId);
      }
    });
  }

  close(): void {
    this.#database.close();
  }

  #write({ account, orders, fills }: AccountChange): void {
    const { keyId } = account.state;
    this.#database
      .prepare('INSERT OR REPLACE INTO accounts VALUES (?, ?)')
      .run(keyId, JSON.stringify(account.state));
    const order = this.#database.prepare('INSERT OR REPLACE INTO orders VALUES (?, ?, ?)');
    for (const one of orders) order.run(keyId, one.sequence, JSON.stringify(one));
    const fill = this.#database.prepare('INSERT OR REPLACE INTO fills VALUES (?, ?, ?)');
    for (const one of fills) fill.run(keyId, one.sequence, JSON.stringify(one));
  }
}

function open(directory: string | undefined, path: string): DatabaseSync {
  try {
    return openSqlite({ directory, file: FILE, pragmas: PRAGMAS, schema: SCHEMA });
  } catch (error) {
    if (isBusy(error)) throw new StorageError(`${path} is in use by another program: stop that one`);
    throw error;
  }
}
