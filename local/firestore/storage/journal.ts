import type { Commit, StoredDocument } from './document.ts';
import type { DatabaseId } from './resource-path.ts';

/** One document as found on disk. */
export interface LoadedDocument {
  readonly databaseId: DatabaseId;
  readonly document: StoredDocument;
}

/** Where commits are made durable. A commit is acknowledged only after `append` has returned. */
export interface Journal {
  /** Everything that is stored, once, before the first append. */
  load(): Iterable<LoadedDocument>;
  /** Stores a commit as a whole or, by throwing, not at all. */
  append(databaseId: DatabaseId, commit: Commit): void;
  close(): void;
}

/** Keeps nothing: for servers without a data directory. */
export const memoryOnly: Journal = {
  load: () => [],
  append: () => undefined,
  close: () => undefined,
};
