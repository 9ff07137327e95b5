import { FirestoreError } from '../../storage/errors.ts';
import { type FieldPath, NAME_FIELD } from '../../storage/field-path.ts';
import type { DatabaseId } from '../../storage/resource-path.ts';
import type { Query } from '../query.ts';
import { compositeLink, singleFieldLink } from './console-link.ts';
import type { CompositeIndex, Direction, IndexConfig, IndexField, IndexKind } from './index-config.ts';
import { fieldsFor, type IndexNeed, indexNeeds } from './index-need.ts';

/** Refuses queries that production would refuse for want of an index. */
export class IndexCheck {
  private readonly config: IndexConfig;

  constructor(config: IndexConfig) {
    this.config = config;
  }

  /**
   * @param aggregated fields that sums and averages are computed over
   * @throws FAILED_PRECONDITION with production's link and the exact entry to add to firestore.indexes.json
   */
  check(databaseId: DatabaseId, query: Query, aggregated: readonly FieldPath[] = []): void {
    for (const need of indexNeeds(query, aggregated)) {
      if (!this.isServed(need)) throw missingIndex(databaseId, need);
    }
  }

  /**
   * A need is served when indexes with the same sorted part, merged, cover every prefix field. The automatic
   * index of a single field is one of them where there is nothing else to sort by.
   */
  private isServed(need: IndexNeed): boolean {
    const { prefix, sorted, nameDirection } = need;
    if (prefix.length === 0) {
      if (sorted.length === 0 && nameDirection === 'ASCENDING') return true;
      const [only] = sorted;
      if (sorted.length === 1 && only !== undefined && only.kind === nameDirection) {
        if (this.hasSingleField(need, only.fieldPath, only.kind)) return true;
      }
      return this.usable(need).some(covered => covered.size === 0);
    }
    const covered = new Set<string>();
    for (const keys of this.usable(need)) for (const key of keys) covered.add(key);
    return prefix.every(
      field =>
        covered.has(keyOf(field)) ||
        (sorted.length === 0 &&
          this.hasSingleField(need, field.fieldPath, field.kind === 'CONTAINS' ? 'CONTAINS' : nameDirection)),
    );
  }

  /** For each composite index that can take part, the prefix fields that it covers. */
  private usable(need: IndexNeed): Set<string>[] {
    return this.config.indexes
      .filter(index => index.collectionGroup === need.collectionGroup && index.queryScope === need.queryScope)
      .flatMap(index => coverage(index, need) ?? []);
  }

  private hasSingleField(
    { collectionGroup, queryScope }: IndexNeed,
    fieldPath: string,
    kind: IndexKind,
  ): boolean {
    const own = this.config.fieldOverrides.filter(entry => entry.collectionGroup === collectionGroup);
    const override =
      own.find(entry => entry.fieldPath === fieldPath) ?? own.find(entry => entry.fieldPath === '*');
    if (override === undefined) return queryScope === 'COLLECTION';
    return override.indexes.some(index => index.queryScope === queryScope && index.kind === kind);
  }
}

/** The prefix fields that an index covers if its sorted part is the one needed; otherwise undefined. */
function coverage(index: CompositeIndex, need: IndexNeed): Set<string> | undefined {
  const named = index.fields.at(-1)?.fieldPath === NAME_FIELD ? index.fields.at(-1) : undefined;
  const fields = named === undefined ? index.fields : index.fields.slice(0, -1);
  const nameDirection = named?.kind ?? directionOf(fields.at(-1)?.kind);
  const start = fields.length - need.sorted.length;
  if (start < 0) return undefined;
  const sorts = need.sorted.every(({ fieldPath, kind }, i) => {
    const field = fields[start + i];
    return field?.fieldPath === fieldPath && field.kind === kind;
  });
  if (!sorts || nameDirection !== need.nameDirection) return undefined;
  const wanted = new Set(need.prefix.map(keyOf));
  const keys = fields.slice(0, start).map(keyOf);
  return keys.every(key => wanted.has(key)) ? new Set(keys) : undefined;
}

function directionOf(kind: IndexKind | undefined): Direction {
  return kind === 'DESCENDING' ? 'DESCENDING' : 'ASCENDING';
}

/** Directions do not matter for equality; searching an array is something else. */
function keyOf({ fieldPath, kind }: IndexField): string {
  return kind === 'CONTAINS' ? `${fieldPath}[]` : fieldPath;
}

function missingIndex(databaseId: DatabaseId, need: IndexNeed): FirestoreError {
  const fields = fieldsFor(need);
  const [only] = fields;
  const { collectionGroup, queryScope } = need;
  if (fields.length === 1 && only !== undefined && only.fieldPath !== NAME_FIELD) {
    const { fieldPath, kind } = only;
    const wanted = `${queryScope}_${SHORT[kind]} index for collection ${collectionGroup} and field ${fieldPath}`;
    return failedPrecondition(
      `The query requires a ${wanted}. You can create it here: ${singleFieldLink(databaseId, need, only)}`,
      'fieldOverrides',
      { collectionGroup, fieldPath, indexes: singleFieldIndexes(need, kind) },
    );
  }
  return failedPrecondition(
    `The query requires an index. You can create it here: ${compositeLink(databaseId, need)}`,
    'indexes',
    {
      collectionGroup,
      queryScope,
      fields: fields.map(({ fieldPath, kind }) => ({ fieldPath, ...indexMode(kind) })),
    },
  );
}

const SHORT: Readonly<Record<IndexKind, string>> = {
  ASCENDING: 'ASC',
  DESCENDING: 'DESC',
  CONTAINS: 'CONTAINS',
};

function failedPrecondition(message: string, list: string, entry: object): FirestoreError {
  return new FirestoreError(
    'FAILED_PRECONDITION',
    `${message}\nAdd to "${list}" in firestore.indexes.json: ${JSON.stringify(entry)}`,
  );
}

/** An override replaces the automatic indexes, so the entry to add names them as well. */
function singleFieldIndexes({ queryScope }: IndexNeed, kind: IndexKind): object[] {
  const automatic = (['ASCENDING', 'DESCENDING', 'CONTAINS'] as const).map(mode => ({
    ...indexMode(mode),
    queryScope: 'COLLECTION',
  }));
  return queryScope === 'COLLECTION' ? automatic : [...automatic, { ...indexMode(kind), queryScope }];
}

function indexMode(kind: IndexKind): { order: Direction } | { arrayConfig: 'CONTAINS' } {
  return kind === 'CONTAINS' ? { arrayConfig: 'CONTAINS' } : { order: kind };
}
