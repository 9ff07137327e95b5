import { Collection } from './collection.ts';
import { childPath, lastSegment, parentOf } from './resource-path.ts';

const NONE: ReadonlySet<string> = new Set();
const NO_COLLECTIONS: ReadonlySet<Collection> = new Set();

/**
 * Which collections exist, found by path, by id (collection group) and by parent. A collection exists while
 * it has a document or, through missing documents, collections below it.
 */
export class CollectionTree {
  private readonly byPath = new Map<string, Collection>();
  private readonly byId = new Map<string, Set<Collection>>();
  private readonly childIds = new Map<string, Set<string>>();

  get(path: string): Collection | undefined {
    return this.byPath.get(path);
  }

  /** All collections with an id, wherever they are. */
  group(id: string): ReadonlySet<Collection> {
    return this.byId.get(id) ?? NO_COLLECTIONS;
  }

  all(): Iterable<Collection> {
    return this.byPath.values();
  }

  /** Ids of the collections directly below a document (or the root, given as an empty path). */
  idsBelow(documentPath: string): ReadonlySet<string> {
    return this.childIds.get(documentPath) ?? NONE;
  }

  /** The collections at any depth below a document (or the root). */
  *below(documentPath: string): Generator<Collection> {
    for (const id of this.idsBelow(documentPath)) {
      const collection = this.byPath.get(childPath(documentPath, id));
      if (collection === undefined) continue;
      yield collection;
      for (const parentId of collection.parents) yield* this.below(childPath(collection.path, parentId));
    }
  }

  /** The collection at a path, made (with the chain of collections above it) when there is none. */
  ensure(path: string): Collection {
    const known = this.byPath.get(path);
    if (known !== undefined) return known;
    const collection = new Collection(path);
    this.byPath.set(path, collection);
    addTo(this.byId, collection.id, collection);
    const parent = parentOf(path);
    addTo(this.childIds, parent, collection.id);
    if (parent !== '') this.ensure(parentOf(parent)).parents.add(lastSegment(parent));
    return collection;
  }

  /** Forgets a collection that has become empty, and those above it that thereby become empty. */
  prune(collection: Collection): void {
    if (!collection.isEmpty || !this.byPath.delete(collection.path)) return;
    removeFrom(this.byId, collection.id, collection);
    const parent = parentOf(collection.path);
    removeFrom(this.childIds, parent, collection.id);
    if (parent === '' || this.childIds.has(parent)) return;
    const above = this.byPath.get(parentOf(parent));
    if (above === undefined) return;
    above.parents.delete(lastSegment(parent));
    this.prune(above);
  }
}

function addTo<T>(index: Map<string, Set<T>>, key: string, item: T): void {
  const set = index.get(key);
  if (set === undefined) index.set(key, new Set([item]));
  else set.add(item);
}

function removeFrom<T>(index: Map<string, Set<T>>, key: string, item: T): void {
  const set = index.get(key);
  if (set === undefined) return;
  set.delete(item);
  if (set.size === 0) index.delete(key);
}
