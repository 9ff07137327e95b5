/** The content of `firestore.indexes.json`, as `firebase deploy` reads it. */

export type Direction = 'ASCENDING' | 'DESCENDING';
export type QueryScope = 'COLLECTION' | 'COLLECTION_GROUP';
/** What a field contributes to an index. */
export type IndexKind = Direction | 'CONTAINS';

export interface IndexField {
  readonly fieldPath: string;
  readonly kind: IndexKind;
}

export interface CompositeIndex {
  readonly collectionGroup: string;
  readonly queryScope: QueryScope;
  readonly fields: readonly IndexField[];
}

/** The single-field indexes of one field, in the place of the automatic ones. */
export interface FieldOverride {
  readonly collectionGroup: string;
  /** `*` stands for every field that has no override of its own. */
  readonly fieldPath: string;
  readonly indexes: readonly { readonly kind: IndexKind; readonly queryScope: QueryScope }[];
}

export interface IndexConfig {
  readonly indexes: readonly CompositeIndex[];
  readonly fieldOverrides: readonly FieldOverride[];
}

/** @throws Error naming the entry that is not as it should be */
export function parseIndexConfig(text: string): IndexConfig {
  const json: unknown = JSON.parse(text);
  const { indexes = [], fieldOverrides = [] } = record(json, 'the file');
  return {
    indexes: list(indexes, 'indexes').map((entry, i) => compositeIndex(entry, `indexes[${i}]`)),
    fieldOverrides: list(fieldOverrides, 'fieldOverrides').map((entry, i) =>
      fieldOverride(entry, `fieldOverrides[${i}]`),
    ),
  };
}

function compositeIndex(json: unknown, where: string): CompositeIndex {
  const entry = record(json, where);
  return {
    collectionGroup: text(entry.collectionGroup ?? entry.collectionId, `${where}.collectionGroup`),
    queryScope: scope(entry.queryScope, where),
    fields: list(entry.fields, `${where}.fields`).flatMap((field, i) => {
      const parsed = record(field, `${where}.fields[${i}]`);
      // A vector index serves no other query.
      if (parsed.vectorConfig !== undefined) return [];
      return [
        { fieldPath: text(parsed.fieldPath, `${where}.fields[${i}].fieldPath`), kind: kind(parsed, where) },
      ];
    }),
  };
}

function fieldOverride(json: unknown, where: string): FieldOverride {
  const entry = record(json, where);
  return {
    collectionGroup: text(entry.collectionGroup, `${where}.collectionGroup`),
    fieldPath: text(entry.fieldPath, `${where}.fieldPath`),
    indexes: list(entry.indexes ?? [], `${where}.indexes`).map((index, i) => {
      const parsed = record(index, `${where}.indexes[${i}]`);
      return { kind: kind(parsed, where), queryScope: scope(parsed.queryScope, where) };
    }),
  };
}

function kind(entry: Record<string, unknown>, where: string): IndexKind {
  const { order, mode, arrayConfig } = entry;
  if (arrayConfig === 'CONTAINS') return 'CONTAINS';
  const direction = order ?? mode;
  if (direction === 'ASCENDING' || direction === 'DESCENDING') return direction;
  throw new Error(`${where}: a field needs "order" or "arrayConfig"`);
}

function scope(value: unknown, where: string): QueryScope {
  if (value === undefined || value === 'COLLECTION') return 'COLLECTION';
  if (value === 'COLLECTION_GROUP') return 'COLLECTION_GROUP';
  throw new Error(`${where}: unknown queryScope ${JSON.stringify(value)}`);
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Error(`${where} is not an object`);
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} is not a list`);
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${where} is missing`);
}
