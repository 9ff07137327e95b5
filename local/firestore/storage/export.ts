import type { Database } from './database.ts';
import { invalidArgument } from './errors.ts';
import { checkFields } from './limits.ts';
import { checkId, comparePaths, segmentsOf } from './resource-path.ts';
import {
  asObject,
  fieldsFromJson,
  fieldsToJson,
  type Json,
  type JsonObject,
  stringFromJson,
  timestampToJson,
} from './value-json.ts';
import { TimestampValue } from './values.ts';
import type { SetWrite } from './write.ts';

/**
 * The file format of exports: readable JSON, values with their types as in the REST API.
 * `{"format": "firestore-documents", "version": 1, "documents": [{"path", "fields", "createTime", "updateTime"}]}`
 */
const FORMAT = 'firestore-documents';
const VERSION = 1;

/** All documents, sorted by path. */
export function exportDocuments(database: Database): JsonObject {
  const documents = [...database.all()].sort((a, b) => comparePaths(a.path, b.path));
  return {
    format: FORMAT,
    version: VERSION,
    documents: documents.map(({ path, fields, createTime, updateTime }) => ({
      path,
      fields: fieldsToJson(fields),
      createTime: timestampToJson(TimestampValue.fromMicros(createTime)),
      updateTime: timestampToJson(TimestampValue.fromMicros(updateTime)),
    })),
  };
}

/** The writes that bring exported documents back. References keep pointing where they did. @throws INVALID_ARGUMENT */
export function parseExport(json: Json): SetWrite[] {
  const { format, version, documents } = asObject(json);
  if (format !== FORMAT || version !== VERSION || !Array.isArray(documents)) {
    throw invalidArgument('The file is not an export of this server.');
  }
  return documents.map(entry => {
    const { path: given, fields: content } = asObject(entry);
    const path = stringFromJson(given);
    const segments = segmentsOf(path);
    if (segments.length === 0 || segments.length % 2 !== 0) {
      throw invalidArgument(`"${path}" is not the path of a document.`);
    }
    for (const segment of segments) checkId(segment, path);
    const fields = fieldsFromJson(content);
    checkFields(fields);
    return { kind: 'set', path, precondition: { kind: 'none' }, fields, mask: undefined, transforms: [] };
  });
}
