import type { ReadBudget } from './evaluate/reads.ts';
import type { QueryShape } from './prove/query.ts';
import type { Timestamp } from './values/time.ts';
import { MapValue, type Value } from './values/value.ts';

/** Who asks. null in a request means nobody is signed in. */
export interface Identity {
  readonly uid: string;
  /** All claims of the ID token, `sub` and the rest included. */
  readonly token: MapValue;
}

/** A document's contents. `data` may be a getter: it is read only if a rule asks for it. */
export interface DocumentState {
  readonly data: MapValue;
}

interface Common {
  readonly auth: Identity | null;
  /** `request.time`; server timestamps of the same write must equal it. */
  readonly time: Timestamp;
  /** Given by operations on several documents, which share one budget of reads. */
  readonly sharedReads?: ReadBudget;
}

/** An operation on one document. Paths are complete: `['databases', db, 'documents', ...]`. */
export interface DocumentRequest extends Common {
  readonly method: 'get' | 'create' | 'update' | 'delete';
  readonly path: readonly string[];
  /** The stored document, or null when there is none. */
  readonly before: DocumentState | null;
  /** The whole document as it will be, with transforms applied; only for create and update. */
  readonly after?: DocumentState | null;
}

/** A query, an aggregation over one, or a listing of a collection. */
export interface ListRequest extends Common {
  readonly method: 'list';
  readonly query: QueryShape;
}

export type AccessRequest = DocumentRequest | ListRequest;

/** A fixed set of properties, such as `request`; a property that is undefined does not exist. */
export class RecordValue extends MapValue {
  private readonly properties: { readonly [key: string]: Value | undefined };

  constructor(properties: { readonly [key: string]: Value | undefined }) {
    super();
    this.properties = properties;
  }

  get(key: string): Value | undefined {
    return Object.hasOwn(this.properties, key) ? this.properties[key] : undefined;
  }

  keys(): readonly string[] {
    return Object.keys(this.properties)
      .filter(key => this.properties[key] !== undefined)
      .sort();
  }
}

/** `request.auth`. */
export const authValue = (auth: Identity | null): Value =>
  auth === null ? null : new RecordValue({ uid: auth.uid, token: auth.token });
