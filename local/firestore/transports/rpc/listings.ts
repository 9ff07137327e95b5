import { parseQuery } from '../../query/parse-query.ts';
import { invalidArgument } from '../../storage/errors.ts';
import { MapValue } from '../../storage/map-value.ts';
import {
  childPath,
  compareIds,
  comparePaths,
  parseParentName,
  resourceName,
} from '../../storage/resource-path.ts';
import { compareUtf8 } from '../../storage/utf8-order.ts';
import type { DocumentMessage } from '../codec/protocol.ts';
import { AccessCheck } from './access.ts';
import { requireAdmin } from './authorizer.ts';
import type { CallContext } from './call-context.ts';
import { openSnapshot } from './consistency.ts';
import { parseMask, toMessage } from './document-messages.ts';
import type { Engine, ServedDatabase } from './engine.ts';
import type { ListCollectionIdsRequest, ListDocumentsRequest } from './messages.ts';

const DEFAULT_PAGE = 100;

/** The documents of a collection; on request also missing ones that have collections below them. */
export async function listDocuments(
  engine: Engine,
  context: CallContext,
  request: ListDocumentsRequest,
): Promise<{ documents: DocumentMessage[]; nextPageToken: string }> {
  const { databaseId, path: parent } = parseParentName(request.parent);
  const caller = context.caller(databaseId);
  const access = new AccessCheck(engine, databaseId, caller);
  const mask = parseMask(request.mask);
  if (request.showMissing) {
    requireAdmin(caller);
    if (request.orderBy !== '') throw invalidArgument('show_missing cannot be combined with order_by.');
  }
  if (request.pageSize < 0) throw invalidArgument('page_size is negative');
  const served = engine.served(databaseId);
  const pageSize = request.pageSize === 0 ? DEFAULT_PAGE : request.pageSize;
  const query = parseQuery(
    {
      from: [{ collectionId: request.collectionId, allDescendants: false }],
      orderBy: parseOrderBy(request.orderBy),
      offset: 0,
      limit: { value: pageSize },
    },
    databaseId,
    parent,
  );
  const { snapshot } = await openSnapshot(engine, served, request, { query });
  access.list(query, snapshot);
  const found = snapshot
    .run({ ...query, limit: undefined })
    .documents.map(document => toMessage(databaseId, document, mask));
  const all = request.showMissing
    ? withMissing(served, childPath(parent, request.collectionId), found)
    : found;
  const answer = page(all, request.pageToken, pageSize);
  access.tab.query(query.scope, answer.documents.length);
  return answer;
}

/** Ids of the collections directly below a document or the root, sorted. */
export async function listCollectionIds(
  engine: Engine,
  context: CallContext,
  request: ListCollectionIdsRequest,
): Promise<{ collectionIds: string[]; nextPageToken: string }> {
  const { databaseId, path } = parseParentName(request.parent);
  const caller = context.caller(databaseId);
  requireAdmin(caller);
  const scope = { parent: path, collectionId: undefined, allDescendants: false };
  new AccessCheck(engine, databaseId, caller).tab.query(scope, 1);
  const ids = [...engine.served(databaseId).database.tree.idsBelow(path)].sort(compareUtf8);
  const start = request.pageToken === '' ? 0 : ids.findIndex(id => compareUtf8(id, request.pageToken) > 0);
  const rest = start < 0 ? [] : ids.slice(start);
  const collectionIds = request.pageSize > 0 ? rest.slice(0, request.pageSize) : rest;
  const more = collectionIds.length < rest.length;
  return { collectionIds, nextPageToken: more ? (collectionIds.at(-1) ?? '') : '' };
}

function parseOrderBy(text: string): { field: { fieldPath: string }; direction: number }[] {
  if (text.trim() === '') return [];
  return text.split(',').map(part => {
    const match = /^\s*(\S+)(?:\s+(asc|desc))?\s*$/i.exec(part);
    if (match?.[1] === undefined) throw invalidArgument(`Invalid order_by: "${text}"`);
    return { field: { fieldPath: match[1] }, direction: match[2]?.toLowerCase() === 'desc' ? 2 : 1 };
  });
}

function withMissing(
  { database }: ServedDatabase,
  collectionPath: string,
  found: readonly DocumentMessage[],
): DocumentMessage[] {
  const collection = database.tree.get(collectionPath);
  const missing = [...(collection?.parents ?? [])]
    .filter(id => collection?.documents.has(id) === false)
    .sort(compareIds)
    .map(id => ({
      name: resourceName(database.id, childPath(collectionPath, id)),
      fields: MapValue.EMPTY,
    }));
  return [...found, ...missing].sort((a, b) => comparePaths(a.name, b.name));
}

/** Page tokens name the last document of the page before. */
function page(
  all: readonly DocumentMessage[],
  token: string,
  size: number,
): { documents: DocumentMessage[]; nextPageToken: string } {
  let start = 0;
  if (token !== '') {
    const last = Buffer.from(token, 'base64url').toString();
    start = all.findIndex(({ name }) => name === last) + 1;
    if (start === 0) {
      start = all.findIndex(({ name }) => comparePaths(name, last) > 0);
      if (start < 0) start = all.length;
    }
  }
  const documents = all.slice(start, start + size);
  const more = start + size < all.length;
  const nextPageToken = more ? Buffer.from(documents.at(-1)?.name ?? '').toString('base64url') : '';
  return { documents, nextPageToken };
}
