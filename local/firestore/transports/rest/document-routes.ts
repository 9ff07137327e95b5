import { segmentsOf } from '../../storage/resource-path.ts';
import type { Json, JsonObject } from '../../storage/value-json.ts';

/** A REST call of the document API: which method, and its request message as JSON. */
export interface RestCall {
  readonly method: string;
  readonly request: JsonObject;
}

/** What a verb after the colon calls, and where its URL's resource goes in the request. */
const VERBS: ReadonlyMap<string, { method: string; resource: 'database' | 'parent' }> = new Map([
  ['batchGet', { method: 'BatchGetDocuments', resource: 'database' }],
  ['batchWrite', { method: 'BatchWrite', resource: 'database' }],
  ['beginTransaction', { method: 'BeginTransaction', resource: 'database' }],
  ['commit', { method: 'Commit', resource: 'database' }],
  ['rollback', { method: 'Rollback', resource: 'database' }],
  ['runQuery', { method: 'RunQuery', resource: 'parent' }],
  ['runAggregationQuery', { method: 'RunAggregationQuery', resource: 'parent' }],
  ['partitionQuery', { method: 'PartitionQuery', resource: 'parent' }],
  ['listCollectionIds', { method: 'ListCollectionIds', resource: 'parent' }],
  ['executePipeline', { method: 'ExecutePipeline', resource: 'database' }],
]);

const DOCUMENTS = /^\/v1(?:beta1)?\/(projects\/[^/]+\/databases\/[^/]+)\/documents(?:\/(.*))?$/s;
const PARAMETERS: ReadonlySet<string> = new Set([
  'mask.fieldPaths',
  'updateMask.fieldPaths',
  'currentDocument.exists',
  'currentDocument.updateTime',
  'documentId',
  'pageSize',
  'pageToken',
  'orderBy',
  'showMissing',
  'transaction',
  'readTime',
]);

/**
 * Finds the method that a URL and a verb stand for.
 *
 * @param pathname still percent-encoded
 * @returns undefined when there is none
 */
export function matchDocumentRoute(
  verb: string,
  pathname: string,
  parameters: URLSearchParams,
  body: Json,
): RestCall | undefined {
  const colon = pathname.lastIndexOf(':');
  const custom = verb === 'POST' && colon > 0 ? VERBS.get(pathname.slice(colon + 1)) : undefined;
  const match = DOCUMENTS.exec(custom === undefined ? pathname : pathname.slice(0, colon));
  if (match === null) return undefined;
  const database = decodePath(match[1] ?? '');
  const path = decodePath(match[2] ?? '');
  if (database === undefined || path === undefined) return undefined;
  const root = `${database}/documents`;
  const name = path === '' ? root : `${root}/${path}`;
  if (custom !== undefined) {
    if (custom.resource === 'database' && path !== '') return undefined;
    const resource = custom.resource === 'database' ? { database } : { parent: name };
    return { method: custom.method, request: { ...parseObject(body), ...resource } };
  }
  const given = fromParameters(parameters);
  const isDocument = path !== '' && segmentsOf(path).length % 2 === 0;
  const slash = name.lastIndexOf('/');
  const collection = { parent: name.slice(0, slash), collectionId: name.slice(slash + 1) };
  switch (verb) {
    case 'GET':
      if (isDocument) return { method: 'GetDocument', request: { ...pick(given, GET_FIELDS), name } };
      if (path === '') return undefined;
      return { method: 'ListDocuments', request: { ...pick(given, LIST_FIELDS), ...collection } };
    case 'POST':
      if (isDocument || path === '') return undefined;
      return {
        method: 'CreateDocument',
        request: { ...pick(given, CREATE_FIELDS), ...collection, document: body },
      };
    case 'PATCH':
      if (!isDocument) return undefined;
      return {
        method: 'UpdateDocument',
        request: { ...pick(given, UPDATE_FIELDS), document: { ...parseObject(body), name } },
      };
    case 'DELETE':
      if (!isDocument) return undefined;
      return { method: 'DeleteDocument', request: { ...pick(given, DELETE_FIELDS), name } };
    default:
      return undefined;
  }
}

const GET_FIELDS = ['mask', 'transaction', 'readTime'];
const LIST_FIELDS = ['pageSize', 'pageToken', 'orderBy', 'mask', 'showMissing', 'transaction', 'readTime'];
const CREATE_FIELDS = ['documentId', 'mask'];
const UPDATE_FIELDS = ['updateMask', 'mask', 'currentDocument'];
const DELETE_FIELDS = ['currentDocument'];

function pick(given: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}

/** The known query parameters as a message; `a.b=1` is field b of message a. Unknown ones are ignored. */
function fromParameters(parameters: URLSearchParams): JsonObject {
  const request: JsonObject = {};
  for (const name of new Set(parameters.keys())) {
    if (!PARAMETERS.has(name)) continue;
    const [outer = '', inner] = name.split('.');
    const value = inner === 'fieldPaths' ? parameters.getAll(name) : (parameters.get(name) ?? '');
    if (inner === undefined) request[outer] = value;
    else request[outer] = { ...parseObject(request[outer] ?? {}), [inner]: value };
  }
  return request;
}

function parseObject(json: Json): JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
}

/** Decodes each segment by itself; undefined when the encoding is broken. */
function decodePath(path: string): string | undefined {
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}
