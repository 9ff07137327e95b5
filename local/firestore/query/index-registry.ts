import { Collection } from '../storage/collection.ts';
import type { Database } from '../storage/database.ts';
import type { Change, StoredDocument } from '../storage/document.ts';
import { formatFieldPath } from '../storage/field-path.ts';
import { childPath, lastSegment, parentOf } from '../storage/resource-path.ts';
import { FieldIndex } from './field-index.ts';
import type { Order, Scope } from './query.ts';

/**
 * The ordered indexes of one database. An index is built when a query first wants it and kept up to date
 * from then on; writes to collections without indexes pay nothing.
 */
export class IndexRegistry {
  private readonly database: Database;
  private readonly byCollection = new Map<string, Map<string, FieldIndex>>();
  private readonly byGroup = new Map<string, Map<string, FieldIndex>>();

  constructor(database: Database) {
    this.database = database;
    database.subscribe(commit => {
      if (this.byCollection.size === 0 && this.byGroup.size === 0) return;
      for (const change of commit.changes) this.maintain(change);
    });
  }

  /** The index of a scope by the given orders. Only for scopes with a collection id. */
  obtain(scope: Scope, collectionId: string, orders: readonly Order[]): FieldIndex {
    const [owners, owner] = scope.allDescendants
      ? ([this.byGroup, collectionId] as const)
      : ([this.byCollection, childPath(scope.parent, collectionId)] as const);
    let indexes = owners.get(owner);
    if (indexes === undefined) {
      indexes = new Map();
      owners.set(owner, indexes);
    }
    const signature = orders
      .map(({ field, descending }) => `${formatFieldPath(field)}${descending ? '-' : '+'}`)
      .join(',');
    let index = indexes.get(signature);
    if (index === undefined) {
      index = new FieldIndex(
        orders,
        documentsOf(this.database, { ...scope, parent: scope.allDescendants ? '' : scope.parent }),
      );
      indexes.set(signature, index);
    }
    return index;
  }

  private maintain({ path, before, after }: Change): void {
    const collectionPath = parentOf(path);
    for (const indexes of [
      this.byCollection.get(collectionPath),
      this.byGroup.get(lastSegment(collectionPath)),
    ]) {
      if (indexes === undefined) continue;
      for (const index of indexes.values()) {
        if (before !== undefined) index.remove(before);
        if (after !== undefined) index.add(after);
      }
    }
  }
}

/** How many documents a scope has at most, without visiting them. */
export function scopeSize(database: Database, scope: Scope): number {
  let size = 0;
  for (const collection of collectionsOf(database, scope)) size += collection.documents.size;
  return size;
}

/** Every document in a scope, in no particular order. */
export function* documentsOf(database: Database, scope: Scope): Generator<StoredDocument> {
  const prefix = scope.parent === '' ? '' : `${scope.parent}/`;
  for (const collection of collectionsOf(database, scope)) {
    for (const document of collection.documents.values()) {
      if (document.path.startsWith(prefix)) yield document;
    }
  }
}

function* collectionsOf(database: Database, scope: Scope): Generator<Collection> {
  const { tree } = database;
  const { parent, collectionId, allDescendants } = scope;
  if (collectionId === undefined) {
    if (allDescendants) yield* tree.below(parent);
    else {
      for (const id of tree.idsBelow(parent)) yield tree.get(childPath(parent, id)) ?? new Collection(id);
    }
    return;
  }
  if (allDescendants) {
    yield* tree.group(collectionId);
    return;
  }
  const collection = tree.get(childPath(parent, collectionId));
  if (collection !== undefined) yield collection;
}
