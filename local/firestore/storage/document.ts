import type { MapValue } from './map-value.ts';
import { lastSegment, parentOf } from './resource-path.ts';

/** One version of a document. Versions are immutable: a write puts a new object in the old one's place. */
export class StoredDocument {
  /** Path relative to the database's root. */
  readonly path: string;
  readonly fields: MapValue;
  /** Microseconds since the epoch. */
  readonly createTime: number;
  /** Microseconds since the epoch; at the same time the document's version. */
  readonly updateTime: number;

  constructor(path: string, fields: MapValue, createTime: number, updateTime: number) {
    this.path = path;
    this.fields = fields;
    this.createTime = createTime;
    this.updateTime = updateTime;
  }

  get id(): string {
    return lastSegment(this.path);
  }

  /** Path of the collection that holds it. */
  get collectionPath(): string {
    return parentOf(this.path);
  }
}

/** What one commit did to one document: creation has no `before`, deletion no `after`. */
export interface Change {
  readonly path: string;
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument | undefined;
}

/** One atomic step of a database's history. */
export interface Commit {
  /** Microseconds since the epoch, strictly increasing over the commits of a store. */
  readonly time: number;
  readonly changes: readonly Change[];
}
