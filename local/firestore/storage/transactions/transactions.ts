import { randomBytes } from 'node:crypto';
import type { CommitClock } from '../clock.ts';
import type { Database } from '../database.ts';
import { FirestoreError, invalidArgument } from '../errors.ts';
import { ReadSet } from './read-set.ts';
import { TurnQueue } from './turn-queue.ts';

const IDLE_LIMIT = 60_000_000;
const AGE_LIMIT = 270_000_000;

/** Reads at one fixed time and writes nothing. */
export interface ReadOnlyTransaction {
  readonly kind: 'readOnly';
  /** Microseconds since the epoch. */
  readonly readTime: number;
}

/** Reads the newest state; commits only if nothing that it read has changed since. */
export interface ReadWriteTransaction {
  readonly kind: 'readWrite';
  readonly reads: ReadSet;
}

export type Transaction = (ReadOnlyTransaction | ReadWriteTransaction) & {
  readonly id: string;
  readonly begun: number;
  lastUsed: number;
};

/** What a client asks for when it begins a transaction. */
export type TransactionMode =
  | { readonly kind: 'readOnly'; readonly readTime: number | undefined }
  | { readonly kind: 'readWrite' };

/**
 * The open transactions of a database.
 *
 * The service locks what server clients read. Here commits are checked against the transaction's reads, and
 * the reads of the same document or collection merely queue up (see TurnQueue). Many transactions on one
 * document therefore run one after the other without retries, as under locks, while a client that stalls in
 * the middle of a transaction, or writes to the same document from outside, never blocks anybody for long.
 */
export class Transactions {
  private readonly database: Database;
  private readonly clock: CommitClock;
  private readonly open = new Map<string, Transaction>();
  private readonly turns = new TurnQueue<Transaction>();

  constructor(database: Database, clock: CommitClock) {
    this.database = database;
    this.clock = clock;
  }

  begin(mode: TransactionMode): Transaction {
    const now = this.clock.readTime();
    this.forgetExpired(now);
    const common = { id: randomBytes(12).toString('base64url'), begun: now, lastUsed: now };
    const transaction: Transaction =
      mode.kind === 'readOnly'
        ? { ...common, kind: 'readOnly', readTime: mode.readTime ?? now }
        : { ...common, kind: 'readWrite', reads: new ReadSet(this.database, now) };
    this.open.set(transaction.id, transaction);
    return transaction;
  }

  /** @throws INVALID_ARGUMENT when there is no such transaction (any more) */
  get(id: string): Transaction {
    const now = this.clock.readTime();
    this.forgetExpired(now);
    const transaction = this.open.get(id);
    if (transaction === undefined) {
      throw invalidArgument('The referenced transaction has expired or is no longer valid.');
    }
    transaction.lastUsed = now;
    return transaction;
  }

  /**
   * Makes a transaction ready to read: waits for its turn with each key, then brings it up to the present.
   *
   * @throws ABORTED when something that it read before has changed; the transaction is over then
   */
  async prepareRead(transaction: Transaction & ReadWriteTransaction, keys: Iterable<string>): Promise<void> {
    // Everybody takes several turns in the same order, so that two batches do not wait for each other.
    for (const key of [...keys].sort()) await this.turns.take(transaction, key);
    if (!this.open.has(transaction.id)) {
      this.turns.release(transaction);
      throw invalidArgument('The referenced transaction has expired or is no longer valid.');
    }
    this.validate(transaction);
  }

  /** @throws ABORTED when something that the transaction read has changed; the transaction is over then */
  validate(transaction: Transaction & ReadWriteTransaction): void {
    if (transaction.reads.advance(this.clock.readTime())) return;
    this.end(transaction);
    throw new FirestoreError('ABORTED', 'Too much contention on these documents. Please try again.');
  }

  /** Closes a transaction, committed or not. */
  end(transaction: Transaction): void {
    this.open.delete(transaction.id);
    this.turns.release(transaction);
  }

  private forgetExpired(now: number): void {
    for (const transaction of this.open.values()) {
      if (now - transaction.lastUsed > IDLE_LIMIT || now - transaction.begun > AGE_LIMIT) {
        this.end(transaction);
      }
    }
  }
}
