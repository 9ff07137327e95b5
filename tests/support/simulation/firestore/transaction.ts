import type { Precondition, ReadWriteTransactionOptions, SetOptions } from 'firebase-admin/firestore';
import { backOff, type Connection, once, type Request } from './connection.ts';
import { type DocumentStore, STATUS, StatusError, type Write } from './document-store.ts';
import type { SimulatedQuery } from './query.ts';
import { SimulatedDocumentReference } from './references.ts';
import { SimulatedDocumentSnapshot, type SimulatedQuerySnapshot } from './snapshots.ts';
import type { Fields } from './values.ts';
import { createOf, deleteOf, describeWrites, setOf, updateOf } from './writes.ts';

type Reference = SimulatedDocumentReference;
type Options = { readonly readOnly?: boolean } & Pick<ReadWriteTransactionOptions, 'maxAttempts'>;

/** How often the client library starts a transaction over unless it is told otherwise. */
const MAX_ATTEMPTS = 5;

const AGAIN: readonly number[] = [
  STATUS.ABORTED,
  STATUS.DEADLINE_EXCEEDED,
  STATUS.INTERNAL,
  STATUS.UNAVAILABLE,
  STATUS.RESOURCE_EXHAUSTED,
];

/** Runs the work until it commits on what it read. @throws what the work throws; StatusError */
export async function runTransaction<T>(
  connection: Connection,
  work: (transaction: SimulatedTransaction) => Promise<T>,
  { maxAttempts = MAX_ATTEMPTS, readOnly = false }: Options = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const transaction = new SimulatedTransaction(connection, readOnly);
    try {
      const result = await work(transaction);
      await transaction.commit();
      return result;
    } catch (thrown) {
      const again = thrown instanceof StatusError && AGAIN.includes(thrown.code);
      if (attempt >= maxAttempts || !again) throw thrown;
      await backOff(connection, attempt);
    }
  }
}

/** What a transaction saw, and how it looks when it is asked again. */
type Seen = (store: DocumentStore) => string;

/**
 * One attempt of a transaction. It sees one state: a read after which an earlier one would be answered differently is
 * refused, as is such a commit.
 */
export class SimulatedTransaction {
  readonly #connection: Connection;
  readonly #readOnly: boolean;
  readonly #writes: Write[] = [];
  readonly #seen: { readonly look: Seen; readonly was: string }[] = [];

  constructor(connection: Connection, readOnly: boolean) {
    this.#connection = connection;
    this.#readOnly = readOnly;
  }

  get(from: Reference): Promise<SimulatedDocumentSnapshot>;
  get(from: SimulatedQuery): Promise<SimulatedQuerySnapshot>;
  async get(from: Reference | SimulatedQuery): Promise<SimulatedDocumentSnapshot | SimulatedQuerySnapshot> {
    if (from instanceof SimulatedDocumentReference) {
      const [document] = await this.getAll(from);
      return document as SimulatedDocumentSnapshot;
    }
    const look: Seen = store =>
      from
        .found(store)
        .map(({ path, updateTime }) => `${path}@${updateTime.valueOf()}`)
        .join();
    return this.#read({
      method: 'query',
      about: from.describe(),
      serve: (store, now) => this.#noting(store, [look], () => from.answer(store, now)),
    });
  }

  getAll(...references: Reference[]): Promise<SimulatedDocumentSnapshot[]> {
    const looks = references.map(
      ({ path }): Seen =>
        store =>
          `${path}@${store.get(path)?.updateTime.valueOf()}`,
    );
    return this.#read({
      method: 'read',
      about: references.map(({ path }) => path).join(', '),
      serve: (store, now) =>
        this.#noting(store, looks, () =>
          references.map(
            reference => new SimulatedDocumentSnapshot(reference, store.get(reference.path), now),
          ),
        ),
    });
  }

  create(reference: Reference, fields: Fields): this {
    return this.#add(createOf(reference, fields));
  }

  set(reference: Reference, fields: Fields, options?: SetOptions): this {
    return this.#add(setOf(reference, fields, options));
  }

  update(reference: Reference, fields: Fields, precondition?: Precondition): this {
    return this.#add(updateOf(reference, fields, precondition));
  }

  delete(reference: Reference, precondition?: Precondition): this {
    return this.#add(deleteOf(reference, precondition));
  }

  async commit(): Promise<void> {
    if (this.#writes.length === 0) return;
    await once(this.#connection, {
      method: 'commit',
      about: describeWrites(this.#writes),
      serve: (store, now) => {
        this.#demandUnchanged(store);
        store.commit(this.#writes, now);
      },
    });
  }

  #read<T>(request: Request<T>): Promise<T> {
    if (this.#writes.length > 0) throw new Error('All reads of a transaction come before all writes.');
    return once(this.#connection, request);
  }

  #noting<T>(store: DocumentStore, looks: readonly Seen[], answer: () => T): T {
    this.#demandUnchanged(store);
    this.#seen.push(...looks.map(look => ({ look, was: look(store) })));
    return answer();
  }

  #demandUnchanged(store: DocumentStore): void {
    if (this.#seen.some(({ look, was }) => look(store) !== was))
      throw new StatusError(STATUS.ABORTED, 'a document that was read has changed');
  }

  #add(write: Write): this {
    if (this.#readOnly) throw new Error('A read-only transaction does not write.');
    this.#writes.push(write);
    return this;
  }
}
