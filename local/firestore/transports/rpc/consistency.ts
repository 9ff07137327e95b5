import type { QueryResult } from '../../query/execute.ts';
import { compileQuery } from '../../query/predicate.ts';
import type { Query } from '../../query/query.ts';
import type { DocumentLookup } from '../../storage/database.ts';
import type { Change, StoredDocument } from '../../storage/document.ts';
import { FirestoreError, invalidArgument } from '../../storage/errors.ts';
import { childPath } from '../../storage/resource-path.ts';
import type { AnswerAffectedBy } from '../../storage/transactions/read-set.ts';
import type { Transaction, TransactionMode } from '../../storage/transactions/transactions.ts';
import type { TimestampValue } from '../../storage/values.ts';
import type { Engine, ServedDatabase } from './engine.ts';
import type { ConsistencyMessage, TransactionOptionsMessage } from './messages.ts';

/** A consistent view of a database at one time. */
export interface Snapshot extends DocumentLookup {
  /** Microseconds since the epoch. */
  readonly readTime: number;
  run(query: Query): QueryResult;
}

export interface OpenedSnapshot {
  readonly snapshot: Snapshot;
  /** Id of the transaction that the read has begun on request. */
  readonly begun: Uint8Array | undefined;
}

/** What a read is going to look at: documents by path, or the answer of a query. */
export type ReadSubject = { readonly paths: readonly string[] } | { readonly query: Query };

/**
 * Opens the state that a read asks for: the present, a past time, or a transaction's.
 *
 * @throws INVALID_ARGUMENT for an unknown transaction, ABORTED when the transaction cannot go on,
 *   FAILED_PRECONDITION when the past is no longer known
 */
export async function openSnapshot(
  engine: Engine,
  served: ServedDatabase,
  consistency: ConsistencyMessage,
  subject: ReadSubject,
): Promise<OpenedSnapshot> {
  if (consistency.newTransaction) {
    const transaction = served.transactions.begin(parseMode(engine, consistency.newTransaction));
    const snapshot = await inTransaction(engine, served, transaction, subject);
    return { snapshot, begun: encodeTransactionId(transaction) };
  }
  if (consistency.transaction && consistency.transaction.length > 0) {
    const transaction = served.transactions.get(decodeTransactionId(consistency.transaction));
    return { snapshot: await inTransaction(engine, served, transaction, subject), begun: undefined };
  }
  if (consistency.readTime) {
    return { snapshot: past(served, checkedReadTime(engine, consistency.readTime)), begun: undefined };
  }
  return { snapshot: present(engine, served), begun: undefined };
}

/** @throws INVALID_ARGUMENT for a read time in the future */
export function parseMode(
  engine: Engine,
  options: TransactionOptionsMessage | null | undefined,
): TransactionMode {
  if (!options?.readOnly) return { kind: 'readWrite' };
  const { readTime } = options.readOnly;
  return { kind: 'readOnly', readTime: readTime ? checkedReadTime(engine, readTime) : undefined };
}

export function encodeTransactionId(transaction: Transaction): Uint8Array {
  return Buffer.from(transaction.id);
}

export function decodeTransactionId(id: Uint8Array): string {
  return Buffer.from(id).toString();
}

function checkedReadTime(engine: Engine, readTime: TimestampValue): number {
  const micros = readTime.toMicros();
  if (micros > engine.store.clock.readTime()) {
    throw invalidArgument('The requested read_time cannot be in the future.');
  }
  return micros;
}

/** The newest state. */
function present(engine: Engine, { database, queries }: ServedDatabase): Snapshot {
  return {
    readTime: engine.store.clock.readTime(),
    get: path => database.get(path),
    run: query => queries.run(query),
  };
}

function past({ database, queries }: ServedDatabase, readTime: number): Snapshot {
  if (!database.log.covers(readTime)) {
    throw new FirestoreError('FAILED_PRECONDITION', 'The requested snapshot version is too old.');
  }
  const changed = database.log.statesAt(readTime);
  return {
    readTime,
    get: path => (changed.has(path) ? changed.get(path) : database.get(path)),
    run: query => queries.runAt(query, readTime),
  };
}

async function inTransaction(
  engine: Engine,
  served: ServedDatabase,
  transaction: Transaction,
  subject: ReadSubject,
): Promise<Snapshot> {
  if (transaction.kind === 'readOnly') return past(served, transaction.readTime);
  await served.transactions.prepareRead(transaction, turnKeys(subject));
  const { database, queries } = served;
  return {
    readTime: engine.store.clock.readTime(),
    get: path => {
      const document = database.get(path);
      transaction.reads.addDocument(path, document);
      return document;
    },
    run: query => {
      const result = queries.run(query);
      transaction.reads.addQuery(affectedBy(query, result));
      return result;
    },
  };
}

function turnKeys(subject: ReadSubject): string[] {
  if ('paths' in subject) return subject.paths.map(path => `document ${path}`);
  const { parent, collectionId = '', allDescendants } = subject.query.scope;
  return [allDescendants ? `group ${collectionId}` : `collection ${childPath(parent, collectionId)}`];
}

/** A change matters to an answer when a document in it moves in, out or about, up to the last one returned. */
function affectedBy(query: Query, { documents }: QueryResult): AnswerAffectedBy {
  const { matches, compare } = compileQuery(query);
  const last = documents.length === query.limit ? documents.at(-1) : undefined;
  const touches = (document: StoredDocument | undefined): boolean =>
    document !== undefined && matches(document) && (last === undefined || compare(document, last) <= 0);
  return ({ before, after }: Change) => touches(before) || touches(after);
}
