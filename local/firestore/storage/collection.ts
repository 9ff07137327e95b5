import type { StoredDocument } from './document.ts';
import { lastSegment } from './resource-path.ts';

/** The documents directly in one collection, by id. */
export class Collection {
  /** Path relative to the database's root, such as `users/alice/data`. */
  readonly path: string;
  /** The last segment: the id under which collection groups find it. */
  readonly id: string;
  readonly documents = new Map<string, StoredDocument>();
  /** Ids of documents, existing or missing, that have collections below them. */
  readonly parents = new Set<string>();

  constructor(path: string) {
    this.path = path;
    this.id = lastSegment(path);
  }

  get isEmpty(): boolean {
    return this.documents.size === 0 && this.parents.size === 0;
  }
}
