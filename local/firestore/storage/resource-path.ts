import { invalidArgument } from './errors.ts';
import { compareUtf8 } from './utf8-order.ts';

/**
 * Inside the server a document is known by its path relative to the database's root, such as
 * `users/alice/data/snapshot`; full resource names exist only at the edges and inside reference values.
 */

/** Which database a request is about. */
export interface DatabaseId {
  readonly project: string;
  readonly database: string;
}

/** A full resource name taken apart. An empty path is the database's root. */
export interface ResourceName {
  readonly databaseId: DatabaseId;
  readonly path: string;
}

const DATABASE_NAME = /^projects\/([^/]+)\/databases\/([^/]+)$/;
const RESOURCE_NAME = /^projects\/([^/]+)\/databases\/([^/]+)\/documents(?:\/(.*))?$/s;
const NUMERIC_ID = /^__id-?\d+__$/;
const RESERVED_ID = /^__.*__$/s;
const MAX_ID_BYTES = 1500;
const MAX_NAME_BYTES = 6144;
const MAX_DEPTH = 100;

/** Parses `projects/P/databases/D`. @throws INVALID_ARGUMENT */
export function parseDatabaseName(name: string): DatabaseId {
  const match = DATABASE_NAME.exec(name);
  if (match === null) throw invalidArgument(`Invalid database name: "${clip(name)}"`);
  return { project: match[1] as string, database: match[2] as string };
}

/** `projects/P/databases/D` */
export function databaseName(id: DatabaseId): string {
  return `projects/${id.project}/databases/${id.database}`;
}

/** Full resource name of a path in a database. */
export function resourceName(id: DatabaseId, path: string): string {
  const root = `${databaseName(id)}/documents`;
  return path === '' ? root : `${root}/${path}`;
}

/** Parses the name of a document. @throws INVALID_ARGUMENT when it is not one, or an id is not allowed */
export function parseDocumentName(name: string): ResourceName {
  const parsed = parseResourceName(name);
  if (parsed.path === '' || segmentsOf(parsed.path).length % 2 !== 0) {
    throw lacksSlash('name', name);
  }
  return parsed;
}

/** Parses the name in a reference value. @throws INVALID_ARGUMENT when it names no document */
export function parseReferenceName(name: string): ResourceName {
  const parsed = parseResourceName(name);
  if (parsed.path === '' || segmentsOf(parsed.path).length % 2 !== 0) throw lacksSlash('parent name', name);
  return parsed;
}

/** Parses the name of a parent: a document or the database's root. @throws INVALID_ARGUMENT */
export function parseParentName(name: string): ResourceName {
  const parsed = parseResourceName(name);
  if (parsed.path !== '' && segmentsOf(parsed.path).length % 2 !== 0) {
    throw lacksSlash('parent name', name);
  }
  return parsed;
}

/** The service's words for a name that ends at a collection. */
function lacksSlash(what: string, name: string): Error {
  return invalidArgument(`Document ${what} "${clip(name)}" lacks "/" at index ${name.length}.`);
}

function parseResourceName(name: string): ResourceName {
  const match = RESOURCE_NAME.exec(name);
  if (match === null) throw invalidArgument(`Invalid resource name: "${clip(name)}"`);
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) {
    throw invalidArgument(`The resource name is longer than ${MAX_NAME_BYTES} bytes.`);
  }
  const path = match[3] ?? '';
  if (path !== '') {
    const segments = segmentsOf(path);
    if (segments.length > MAX_DEPTH * 2) {
      throw invalidArgument(`The resource name has more than ${MAX_DEPTH} levels.`);
    }
    for (const segment of segments) checkId(segment, name);
  }
  return { databaseId: { project: match[1] as string, database: match[2] as string }, path };
}

/** Refuses collection and document ids that the service does not take. @throws INVALID_ARGUMENT */
export function checkId(id: string, within: string): void {
  if (id === '') throw invalidArgument(`Resource name "${clip(within)}" has an empty segment.`);
  if (id === '.' || id === '..') {
    throw invalidArgument(`Resource id "${id}" is invalid because it is "." or "..".`);
  }
  if (RESERVED_ID.test(id) && !NUMERIC_ID.test(id)) {
    throw invalidArgument(`Resource id "${clip(id)}" is invalid because it is reserved.`);
  }
  if (id.length > MAX_ID_BYTES / 3 && Buffer.byteLength(id) > MAX_ID_BYTES) {
    throw invalidArgument(`Resource id "${clip(id)}" is longer than ${MAX_ID_BYTES} bytes.`);
  }
}

export function segmentsOf(path: string): string[] {
  return path === '' ? [] : path.split('/');
}

/** The last segment of a path. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Everything before the last segment; empty for a single segment. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** `parent/child`, or the child alone at the root. */
export function childPath(parent: string, child: string): string {
  return parent === '' ? child : `${parent}/${child}`;
}

/** Orders two ids: numeric ids (`__id7__`) come first, by number; the others by UTF-8. */
export function compareIds(a: string, b: string): number {
  if (a.startsWith('__id') || b.startsWith('__id')) {
    const x = numericId(a);
    const y = numericId(b);
    if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : 0;
    if (x !== undefined) return -1;
    if (y !== undefined) return 1;
  }
  return compareUtf8(a, b);
}

function numericId(id: string): bigint | undefined {
  return NUMERIC_ID.test(id) ? BigInt(id.slice(4, -2)) : undefined;
}

/** Orders paths (or full resource names) segment by segment. */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  const x = a.split('/');
  const y = b.split('/');
  const length = Math.min(x.length, y.length);
  for (let i = 0; i < length; i++) {
    const order = compareIds(x[i] as string, y[i] as string);
    if (order !== 0) return order;
  }
  return x.length - y.length;
}

function clip(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}
