import { ChangeLog } from './change-log.ts';
import { CollectionTree } from './collection-tree.ts';
import type { Change, Commit, StoredDocument } from './document.ts';
import { type DatabaseId, lastSegment, parentOf } from './resource-path.ts';

/** Called with each commit after it has been applied, in order. */
export type CommitListener = (commit: Commit) => void;

/** Loads and looks up documents; `undefined` means that there is none. */
export interface DocumentLookup {
  get(path: string): StoredDocument | undefined;
}

/** The documents of one database in memory, with its recent history and its feed of commits. */
export class Database implements DocumentLookup {
  readonly id: DatabaseId;
  readonly tree = new CollectionTree();
  readonly log: ChangeLog;
  private readonly listeners = new Set<CommitListener>();
  private documentCount = 0;

  /** @param since time (microseconds) before which no history is known */
  constructor(id: DatabaseId, since: number) {
    this.id = id;
    this.log = new ChangeLog(since);
  }

  get size(): number {
    return this.documentCount;
  }

  get(path: string): StoredDocument | undefined {
    return this.tree.get(parentOf(path))?.documents.get(lastSegment(path));
  }

  /** Every document, in no particular order. */
  *all(): Generator<StoredDocument> {
    for (const collection of this.tree.all()) yield* collection.documents.values();
  }

  /** Puts a document in place without history: only for filling an empty database from disk. */
  load(document: StoredDocument): void {
    this.place({ path: document.path, before: undefined, after: document });
  }

  /** Applies a commit to memory, remembers it and tells the feed. The caller has made it durable. */
  apply(commit: Commit): void {
    for (const change of commit.changes) this.place(change);
    this.log.append(commit);
    for (const listener of this.listeners) listener(commit);
  }

  /** Follows all commits from now on. @returns ends the subscription */
  subscribe(listener: CommitListener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private place({ path, before, after }: Change): void {
    if (after === undefined) {
      if (before === undefined) return;
      const collection = this.tree.get(parentOf(path));
      if (collection?.documents.delete(lastSegment(path)) !== true) return;
      this.documentCount--;
      this.tree.prune(collection);
      return;
    }
    if (before === undefined) this.documentCount++;
    this.tree.ensure(parentOf(path)).documents.set(lastSegment(path), after);
  }
}
