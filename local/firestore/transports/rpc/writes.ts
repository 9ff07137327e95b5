import { FirestoreError, invalidArgument } from '../../storage/errors.ts';
import { type DatabaseId, parseDatabaseName } from '../../storage/resource-path.ts';
import { TimestampValue } from '../../storage/values.ts';
import type { Write, WriteResult } from '../../storage/write.ts';
import { AccessCheck } from './access.ts';
import type { CallContext } from './call-context.ts';
import { decodeTransactionId, encodeTransactionId, parseMode } from './consistency.ts';
import type { Engine } from './engine.ts';
import type {
  BatchWriteRequest,
  BeginTransactionRequest,
  CommitRequest,
  RollbackRequest,
  WriteMessage,
} from './messages.ts';
import { documentNameOf, parseWrite, pathInDatabase } from './parse-write.ts';

/** One atomic commit, by itself or as the end of a transaction. */
export async function commit(
  engine: Engine,
  context: CallContext,
  request: CommitRequest,
): Promise<{ writeResults: object[]; commitTime: TimestampValue }> {
  const databaseId = parseDatabaseName(request.database);
  for (const write of request.writes) pathInDatabase(documentNameOf(write), databaseId);
  const access = new AccessCheck(engine, databaseId, context.caller(databaseId));
  const writes = request.writes.map(write => parseWrite(write, databaseId));
  const { database, transactions } = engine.served(databaseId);
  const transaction =
    request.transaction && request.transaction.length > 0
      ? transactions.get(decodeTransactionId(request.transaction))
      : undefined;
  if (transaction?.kind === 'readOnly' && writes.length > 0) {
    throw invalidArgument('Cannot modify entities in a read-only transaction.');
  }
  if (transaction?.kind === 'readWrite') transactions.validate(transaction);
  const staged = access.commit(database, writes);
  if (transaction !== undefined) transactions.end(transaction);
  return {
    writeResults: staged.results.map(resultMessage),
    commitTime: TimestampValue.fromMicros(staged.time),
  };
}

/** Many writes, each its own commit: some may succeed while others fail. */
export async function batchWrite(
  engine: Engine,
  context: CallContext,
  request: BatchWriteRequest,
): Promise<object> {
  const databaseId = parseDatabaseName(request.database);
  const seen = new Set<string>();
  for (const write of request.writes) {
    const path = pathInDatabase(documentNameOf(write), databaseId);
    if (seen.has(path)) {
      throw invalidArgument('Cannot write to the same document more than once in a BatchWrite request.');
    }
    seen.add(path);
  }
  const access = new AccessCheck(engine, databaseId, context.caller(databaseId));
  const { database } = engine.served(databaseId);
  const parsed = request.writes.map(message => parsedOrRefused(message, databaseId));
  const writes = parsed.flatMap(write => (write instanceof FirestoreError ? [] : [write]));
  const outcomes = access.commitEach(database, writes).values();
  const writeResults: object[] = [];
  const status: object[] = [];
  for (const write of parsed) {
    const outcome = write instanceof FirestoreError ? write : outcomes.next().value;
    if (outcome instanceof FirestoreError) {
      writeResults.push({});
      status.push({ code: outcome.code, message: outcome.message });
    } else {
      const result = outcome?.results[0];
      writeResults.push(result === undefined ? {} : resultMessage(result));
      status.push({});
    }
  }
  return { writeResults, status };
}

function parsedOrRefused(message: WriteMessage, databaseId: DatabaseId): Write | FirestoreError {
  try {
    return parseWrite(message, databaseId);
  } catch (error) {
    if (error instanceof FirestoreError) return error;
    throw error;
  }
}

export async function beginTransaction(
  engine: Engine,
  context: CallContext,
  request: BeginTransactionRequest,
): Promise<{ transaction: Uint8Array }> {
  const databaseId = parseDatabaseName(request.database);
  context.caller(databaseId);
  const mode = parseMode(engine, request.options);
  return { transaction: encodeTransactionId(engine.served(databaseId).transactions.begin(mode)) };
}

/** Gives a transaction up; one that is over already is fine. */
export async function rollback(
  engine: Engine,
  context: CallContext,
  request: RollbackRequest,
): Promise<object> {
  const databaseId = parseDatabaseName(request.database);
  context.caller(databaseId);
  const { transactions } = engine.served(databaseId);
  transactions.end(transactions.get(decodeTransactionId(request.transaction)));
  return {};
}

/** @returns the WriteResult message */
function resultMessage({ updateTime, transformResults }: WriteResult): object {
  return {
    ...(updateTime === undefined ? {} : { updateTime: TimestampValue.fromMicros(updateTime) }),
    ...(transformResults.length === 0 ? {} : { transformResults }),
  };
}
