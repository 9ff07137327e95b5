import { Timestamp } from 'firebase-admin/firestore';
import { areEqual, type Fields, merged, segmentsOf, withValueAt } from './values.ts';

/** The gRPC status codes that the stand-in answers with. */
export const STATUS = {
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  INTERNAL: 13,
  UNAVAILABLE: 14,
} as const;

/** What a request to Firestore rejects with. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** A document as it is stored. It is never changed: a write puts another in its place. */
export interface StoredDocument {
  readonly path: string;
  readonly fields: Fields;
  readonly createTime: Timestamp;
  readonly updateTime: Timestamp;
}

export interface Write {
  readonly kind: 'create' | 'set' | 'merge' | 'update' | 'delete';
  readonly path: string;
  readonly fields: Fields;
  readonly lastUpdateTime?: Timestamp | undefined;
  readonly exists?: boolean | undefined;
}

/** One document before and after a commit. */
export interface Change {
  readonly path: string;
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument | undefined;
}

/** The documents of one database, and their commits, one after the other. */
export class DocumentStore {
  readonly #collections: Map<string, Map<string, StoredDocument>>;
  /** Called with what each commit changed, at once. */
  onCommit: (changes: readonly Change[]) => void = () => undefined;
  #micros = 0;

  constructor(documents: Iterable<StoredDocument> = []) {
    this.#collections = new Map();
    for (const document of documents) this.#put(document.path, document);
  }

  get(path: string): StoredDocument | undefined {
    return this.#collections.get(parentOf(path))?.get(path);
  }

  /** The documents of a collection, by their paths. */
  in(collection: string): Iterable<StoredDocument> {
    return this.#collections.get(collection)?.values() ?? [];
  }

  /** The documents of all collections of that id. */
  *inAll(collectionId: string): Iterable<StoredDocument> {
    for (const [path, documents] of this.#collections) {
      if (path === collectionId || path.endsWith(`/${collectionId}`)) yield* documents.values();
    }
  }

  *all(): Iterable<StoredDocument> {
    for (const documents of this.#collections.values()) yield* documents.values();
  }

  /** The ids of the collections under a document. */
  collectionsUnder(path: string): string[] {
    const ids = [...this.#collections].flatMap(([collection, documents]) => {
      if (documents.size === 0 || !collection.startsWith(`${path}/`)) return [];
      return collection.slice(path.length + 1).split('/')[0] ?? [];
    });
    return [...new Set(ids)].sort();
  }

  /**
   * Carries out the writes, all or none.
   *
   * @param milliseconds the server's time
   * @throws StatusError when a precondition does not hold
   */
  commit(writes: readonly Write[], milliseconds: number): Timestamp {
    const now = this.#timeAfter(milliseconds);
    const changed = new Map<string, StoredDocument | undefined>();
    const present = (path: string) => (changed.has(path) ? changed.get(path) : this.get(path));
    for (const write of writes) {
      const before = present(write.path);
      demand(write, before);
      changed.set(write.path, applied(write, before, now));
    }
    const changes: Change[] = [];
    for (const [path, after] of changed) {
      const before = this.get(path);
      // A write that changes nothing leaves the document's time as it is.
      if (before && after && areEqual(before.fields, after.fields)) continue;
      if (!before && !after) continue;
      changes.push({ path, before, after });
    }
    for (const { path, after } of changes) this.#put(path, after);
    this.onCommit(changes);
    return now;
  }

  #put(path: string, document: StoredDocument | undefined): void {
    const parent = parentOf(path);
    const siblings = this.#collections.get(parent) ?? new Map<string, StoredDocument>();
    if (document) siblings.set(path, document);
    else siblings.delete(path);
    this.#collections.set(parent, siblings);
  }

  /** No two commits have the same time, and none an earlier one than those before. */
  #timeAfter(milliseconds: number): Timestamp {
    this.#micros = Math.max(this.#micros + 1, milliseconds * 1_000);
    const seconds = Math.floor(this.#micros / 1_000_000);
    return new Timestamp(seconds, (this.#micros - seconds * 1_000_000) * 1_000);
  }
}

export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
export const idOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function demand(write: Write, before: StoredDocument | undefined): void {
  const { kind, path, lastUpdateTime, exists } = write;
  if (kind === 'create' && before) throw new StatusError(STATUS.ALREADY_EXISTS, `exists: ${path}`);
  const demanded = kind === 'update' || exists === true || lastUpdateTime !== undefined;
  if (demanded && !before) throw new StatusError(STATUS.NOT_FOUND, `no document: ${path}`);
  if (exists === false && before) throw new StatusError(STATUS.ALREADY_EXISTS, `exists: ${path}`);
  if (lastUpdateTime && before && !lastUpdateTime.isEqual(before.updateTime))
    throw new StatusError(STATUS.FAILED_PRECONDITION, `changed: ${path}`);
}

function applied(
  { kind, path, fields }: Write,
  before: StoredDocument | undefined,
  now: Timestamp,
): StoredDocument | undefined {
  if (kind === 'delete') return undefined;
  const present = before?.fields ?? {};
  const createTime = before?.createTime ?? now;
  return { path, fields: written(), createTime, updateTime: now };

  function written(): Fields {
    if (kind === 'merge') return merged(present, fields, now);
    if (kind !== 'update') return merged({}, fields, now);
    let result = present;
    for (const [name, value] of Object.entries(fields))
      result = withValueAt(result, segmentsOf(name), value, now);
    return result;
  }
}
