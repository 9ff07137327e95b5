import { type DocumentStore, STATUS, StatusError } from './document-store.ts';

/** A request on its way to the database. */
export interface Request<T> {
  readonly method: 'read' | 'query' | 'commit' | 'batchWrite';
  /** What it is about, for a trace. */
  readonly about: string;
  /** What the database does when the request arrives. @throws StatusError */
  readonly serve: (store: DocumentStore, now: number) => T;
}

/** How one instance reaches the database: what may go wrong on the way is decided there. */
export interface Connection {
  /** @throws StatusError */
  ask<T>(request: Request<T>): Promise<T>;
  pause(milliseconds: number): Promise<void>;
  newId(): string;
}

/** How often the client library sends a request before it gives up, and how long it waits in between at first. */
const MAX_ATTEMPTS = 5;
const FIRST_BACKOFF_MS = 300;

const READ_AGAIN: readonly number[] = [
  STATUS.UNAVAILABLE,
  STATUS.RESOURCE_EXHAUSTED,
  STATUS.INTERNAL,
  STATUS.DEADLINE_EXCEEDED,
];
const COMMIT_AGAIN: readonly number[] = [STATUS.UNAVAILABLE, STATUS.RESOURCE_EXHAUSTED, STATUS.ABORTED];

const NEVER: readonly number[] = [];

/** Reads as the client library does: what may be repeated is repeated. @throws StatusError */
export const read = <T>(connection: Connection, request: Request<T>): Promise<T> =>
  repeated(connection, request, READ_AGAIN);

/** Commits as a batch does. The first attempt may have arrived although its answer did not. @throws StatusError */
export const commitBatch = <T>(connection: Connection, request: Request<T>): Promise<T> =>
  repeated(connection, request, COMMIT_AGAIN);

/** Sends it once, as in a transaction, which starts over as a whole. @throws StatusError */
export const once = <T>(connection: Connection, request: Request<T>): Promise<T> =>
  repeated(connection, request, NEVER);

async function repeated<T>(
  connection: Connection,
  request: Request<T>,
  again: readonly number[],
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connection.ask(request);
    } catch (thrown) {
      if (attempt === MAX_ATTEMPTS || !(thrown instanceof StatusError) || !again.includes(thrown.code))
        throw thrown;
      await backOff(connection, attempt);
    }
  }
}

/** Waits before the next attempt, longer each time. */
export const backOff = (connection: Connection, attempt: number): Promise<void> =>
  connection.pause(FIRST_BACKOFF_MS * 1.5 ** (attempt - 1));
