import type { Precondition, SetOptions } from 'firebase-admin/firestore';
import { backOff, type Connection } from './connection.ts';
import { STATUS, StatusError, type Write } from './document-store.ts';
import type { SimulatedDocumentReference } from './references.ts';
import type { Fields } from './values.ts';
import { createOf, deleteOf, describeWrites, setOf, updateOf } from './writes.ts';

type Reference = SimulatedDocumentReference;

/** How many writes one request carries. */
const MAX_BATCH = 20;
const MAX_ATTEMPTS = 10;
const AGAIN: readonly number[] = [STATUS.UNAVAILABLE, STATUS.RESOURCE_EXHAUSTED, STATUS.ABORTED];

interface Operation {
  readonly write: Write;
  readonly resolve: () => void;
  readonly reject: (error: StatusError) => void;
}

type Verdict = StatusError | undefined;

/** Independent writes, many to a request: each is carried out or refused for itself. */
export class SimulatedBulkWriter {
  readonly #connection: Connection;
  #waiting: Operation[] = [];
  #isRetried: (error: StatusError) => boolean = ({ code }) => AGAIN.includes(code);
  #underWay: Promise<void> = Promise.resolve();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(reference: Reference, fields: Fields): Promise<void> {
    return this.#add(createOf(reference, fields));
  }

  set(reference: Reference, fields: Fields, options?: SetOptions): Promise<void> {
    return this.#add(setOf(reference, fields, options));
  }

  update(reference: Reference, fields: Fields, precondition?: Precondition): Promise<void> {
    return this.#add(updateOf(reference, fields, precondition));
  }

  delete(reference: Reference, precondition?: Precondition): Promise<void> {
    return this.#add(deleteOf(reference, precondition));
  }

  /** Whether a refused write is sent again; asked instead of the client's own rule. */
  onWriteError(isRetried: (error: StatusError) => boolean): void {
    this.#isRetried = isRetried;
  }

  /** Sends what waits; done when all of it was answered. */
  flush(): Promise<void> {
    const operations = this.#waiting;
    this.#waiting = [];
    const before = this.#underWay;
    this.#underWay = (async () => {
      await before;
      await this.#send(operations, 1);
    })();
    return this.#underWay;
  }

  close(): Promise<void> {
    return this.flush();
  }

  #add(write: Write): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ write, resolve, reject });
    if (this.#waiting.length >= MAX_BATCH) void this.flush();
    return promise;
  }

  async #send(operations: readonly Operation[], attempt: number): Promise<void> {
    if (operations.length === 0) return;
    const verdicts = await this.#ask(operations.map(({ write }) => write));
    const refused = operations.filter((operation, index) => {
      const verdict = verdicts[index];
      if (!verdict) operation.resolve();
      else if (attempt < MAX_ATTEMPTS && this.#isRetried(verdict)) return true;
      else operation.reject(verdict);
      return false;
    });
    if (refused.length === 0) return;
    await backOff(this.#connection, attempt);
    await this.#send(refused, attempt + 1);
  }

  async #ask(writes: readonly Write[]): Promise<readonly Verdict[]> {
    try {
      return await this.#connection.ask({
        method: 'batchWrite',
        about: describeWrites(writes),
        serve: (store, now) =>
          writes.map((write): Verdict => {
            try {
              store.commit([write], now);
              return undefined;
            } catch (thrown) {
              if (thrown instanceof StatusError) return thrown;
              throw thrown;
            }
          }),
      });
    } catch (thrown) {
      if (!(thrown instanceof StatusError)) throw thrown;
      return writes.map(() => thrown);
    }
  }
}
