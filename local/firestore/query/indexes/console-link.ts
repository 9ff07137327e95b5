import protobuf from 'protobufjs/minimal.js';
import { NAME_FIELD } from '../../storage/field-path.ts';
import { type DatabaseId, databaseName } from '../../storage/resource-path.ts';
import type { IndexField, IndexKind, QueryScope } from './index-config.ts';
import { fieldsFor, type IndexNeed } from './index-need.ts';

const CONSOLE = 'https://console.firebase.google.com/v1/r/project';
const SCOPE_NUMBERS: Readonly<Record<QueryScope, number>> = { COLLECTION: 1, COLLECTION_GROUP: 2 };
const ASCENDING = 1;
const DESCENDING = 2;
const CONTAINS = 1;

/** `google.firestore.admin.v1.Index`: its fields' numbers and wire types. */
const NAME = (1 << 3) | 2;
const SCOPE = 2 << 3;
const FIELDS = (3 << 3) | 2;
const FIELD_PATH = (1 << 3) | 2;
const ORDER = 2 << 3;
const ARRAY_CONFIG = 3 << 3;

/** The page of the console that offers to create a composite index, as production links it. */
export function compositeLink(databaseId: DatabaseId, need: IndexNeed): string {
  const fields = fieldsFor(need);
  const named = fields.at(-1)?.fieldPath === NAME_FIELD;
  const all = named ? fields : [...fields, { fieldPath: NAME_FIELD, kind: need.nameDirection }];
  const index = encodeIndex(`${groupName(databaseId, need)}/indexes/_`, need.queryScope, all);
  return `${indexesPage(databaseId)}?create_composite=${index}`;
}

/** The page that offers to switch on the index of a single field. */
export function singleFieldLink(databaseId: DatabaseId, need: IndexNeed, field: IndexField): string {
  const name = `${groupName(databaseId, need)}/fields/${field.fieldPath}`;
  return `${indexesPage(databaseId)}?create_exemption=${encodeIndex(name, need.queryScope, [field])}`;
}

function groupName(databaseId: DatabaseId, { collectionGroup }: IndexNeed): string {
  return `${databaseName(databaseId)}/collectionGroups/${collectionGroup}`;
}

function indexesPage({ project, database }: DatabaseId): string {
  const within = database === '(default)' ? '' : `databases/${database}/`;
  return `${CONSOLE}/${project}/firestore/${within}indexes`;
}

function encodeIndex(name: string, scope: QueryScope, fields: readonly IndexField[]): string {
  const writer = protobuf.Writer.create();
  writer.uint32(NAME).string(name).uint32(SCOPE).int32(SCOPE_NUMBERS[scope]);
  for (const { fieldPath, kind } of fields) {
    writer.uint32(FIELDS).fork().uint32(FIELD_PATH).string(fieldPath);
    encodeKind(kind, writer).ldelim();
  }
  return Buffer.from(writer.finish()).toString('base64url');
}

function encodeKind(kind: IndexKind, writer: protobuf.Writer): protobuf.Writer {
  if (kind === 'CONTAINS') return writer.uint32(ARRAY_CONFIG).int32(CONTAINS);
  return writer.uint32(ORDER).int32(kind === 'DESCENDING' ? DESCENDING : ASCENDING);
}
