import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ClockState } from './clock/market-clock.ts';
import type { Account, AccountState, FillState, OrderState } from './trading/state.ts';

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS clock (only INTEGER PRIMARY KEY CHECK (only = 1), json TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS accounts (key_id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS orders (key_id TEXT, sequence INTEGER, json TEXT NOT NULL,
    PRIMARY KEY (key_id, sequence)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS fills (key_id TEXT, sequence INTEGER, json TEXT NOT NULL,
    PRIMARY KEY (key_id, sequence)) WITHOUT ROWID;
`;

/** What changed in an account; each save is one transaction. */
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

  constructor(folder: string | undefined) {
    if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#database = new DatabaseSync(folder === undefined ? ':memory:' : join(folder, 'exchange.sqlite'));
    this.#database.exec(SCHEMA);
  }

  loadClock(): ClockState | undefined {
    const row = this.#database.prepare('SELECT json FROM clock').get();
    return row === undefined ? undefined : (JSON.parse(String(row.json)) as ClockState);
  }

  saveClock(state: ClockState): void {
    this.#database.prepare('INSERT OR REPLACE INTO clock VALUES (1, ?)').run(JSON.stringify(state));
  }

  loadAccounts(): Account[] {
    const accounts = new Map<string, Account>();
    for (const row of this.#database.prepare('SELECT json FROM accounts').all()) {
      const state = JSON.parse(String(row.json)) as AccountState;
      accounts.set(state.keyId, { state, orders: new Map(), fills: [] });
    }
    for (const row of this.#database.prepare('SELECT key_id, json FROM orders ORDER BY sequence').all()) {
      const order = JSON.parse(String(row.json)) as OrderState;
      accounts.get(String(row.key_id))?.orders.set(order.id, order);
    }
    for (const row of this.#database.prepare('SELECT key_id, json FROM fills ORDER BY sequence').all()) {
      accounts.get(String(row.key_id))?.fills.push(JSON.parse(String(row.json)) as FillState);
    }
    return [...accounts.values()];
  }

  save(change: AccountChange): void {
    const { keyId } = change.account.state;
    this.#transaction(() => {
      this.#database
        .prepare('INSERT OR REPLACE INTO accounts VALUES (?, ?)')
        .run(keyId, JSON.stringify(change.account.state));
      const order = this.#database.prepare('INSERT OR REPLACE INTO orders VALUES (?, ?, ?)');
      for (const one of change.orders) order.run(keyId, one.sequence, JSON.stringify(one));
      const fill = this.#database.prepare('INSERT OR REPLACE INTO fills VALUES (?, ?, ?)');
      for (const one of change.fills) fill.run(keyId, one.sequence, JSON.stringify(one));
    });
  }

  remove(keyId: string): void {
    this.#transaction(() => {
      for (const table of ['accounts', 'orders', 'fills']) {
        this.#database.prepare(`DELETE FROM ${table} WHERE key_id = ?`).run(keyId);
      }
    });
  }

  close(): void {
    this.#database.close();
  }

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
