import { randomInt } from 'node:crypto';
import { FirestoreError, invalidArgument } from '../../storage/errors.ts';
import { MapValue } from '../../storage/map-value.ts';
import {
  checkId,
  childPath,
  type DatabaseId,
  parseDatabaseName,
  parseDocumentName,
  parseParentName,
  resourceName,
} from '../../storage/resource-path.ts';
import { TimestampValue } from '../../storage/values.ts';
import type { DocumentMessage } from '../codec/protocol.ts';
import { AccessCheck } from './access.ts';
import type { CallContext } from './call-context.ts';
import { openSnapshot } from './consistency.ts';
import { parseMask, toMessage } from './document-messages.ts';
import type { Engine } from './engine.ts';
import type {
  BatchGetDocumentsRequest,
  CreateDocumentRequest,
  DeleteDocumentRequest,
  DocumentMaskMessage,
  GetDocumentRequest,
  UpdateDocumentRequest,
  WriteMessage,
} from './messages.ts';
import { parseWrite, pathInDatabase } from './parse-write.ts';

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 20;

/** @throws NOT_FOUND */
export async function getDocument(
  engine: Engine,
  context: CallContext,
  request: GetDocumentRequest,
): Promise<DocumentMessage> {
  const { databaseId, path } = parseDocumentName(request.name);
  const access = new AccessCheck(engine, databaseId, context.caller(databaseId));
  const mask = parseMask(request.mask);
  const { snapshot } = await openSnapshot(engine, engine.served(databaseId), request, { paths: [path] });
  access.get([path], snapshot);
  access.tab.documents([path]);
  const document = snapshot.get(path);
  if (document === undefined) throw new FirestoreError('NOT_FOUND', `Document "${request.name}" not found.`);
  return toMessage(databaseId, document, mask);
}

/** Found and missing documents, in the order of the request; each document once. */
export async function batchGetDocuments(
  engine: Engine,
  context: CallContext,
  request: BatchGetDocumentsRequest,
): Promise<object[]> {
  const databaseId = parseDatabaseName(request.database);
  const paths = [...new Set(request.documents.map(name => pathInDatabase(name, databaseId)))];
  const access = new AccessCheck(engine, databaseId, context.caller(databaseId));
  const mask = parseMask(request.mask);
  const { snapshot, begun } = await openSnapshot(engine, engine.served(databaseId), request, { paths });
  access.get(paths, snapshot);
  access.tab.documents(paths);
  const readTime = TimestampValue.fromMicros(snapshot.readTime);
  const responses = paths.map(path => {
    const document = snapshot.get(path);
    return document === undefined
      ? { missing: resourceName(databaseId, path), readTime }
      : { found: toMessage(databaseId, document, mask), readTime };
  });
  return begun === undefined ? responses : [{ transaction: begun }, ...responses];
}

/** @throws ALREADY_EXISTS */
export async function createDocument(
  engine: Engine,
  context: CallContext,
  request: CreateDocumentRequest,
): Promise<DocumentMessage> {
  const parent = parseParentName(request.parent);
  const id = request.documentId === '' ? randomId() : request.documentId;
  checkId(request.collectionId, request.collectionId);
  checkId(id, id);
  const path = childPath(childPath(parent.path, request.collectionId), id);
  const write = {
    update: {
      name: resourceName(parent.databaseId, path),
      fields: request.document?.fields ?? MapValue.EMPTY,
    },
    updateTransforms: [],
    currentDocument: { exists: false },
  };
  return writeOne(engine, context, parent.databaseId, write, request.mask);
}

/** Creates the document when it is missing, unless a precondition forbids it. */
export async function updateDocument(
  engine: Engine,
  context: CallContext,
  request: UpdateDocumentRequest,
): Promise<DocumentMessage> {
  if (!request.document) throw invalidArgument('The request has no document.');
  const { databaseId } = parseDocumentName(request.document.name);
  const write = {
    update: request.document,
    updateMask: request.updateMask,
    updateTransforms: [],
    currentDocument: request.currentDocument,
  };
  return writeOne(engine, context, databaseId, write, request.mask);
}

export async function deleteDocument(
  engine: Engine,
  context: CallContext,
  request: DeleteDocumentRequest,
): Promise<object> {
  const { databaseId } = parseDocumentName(request.name);
  const access = new AccessCheck(engine, databaseId, context.caller(databaseId));
  const write = parseWrite(
    { delete: request.name, updateTransforms: [], currentDocument: request.currentDocument },
    databaseId,
  );
  const { database } = engine.served(databaseId);
  access.commit(database, [write]);
  return {};
}

async function writeOne(
  engine: Engine,
  context: CallContext,
  databaseId: DatabaseId,
  message: WriteMessage,
  maskMessage: DocumentMaskMessage | null | undefined,
): Promise<DocumentMessage> {
  const access = new AccessCheck(engine, databaseId, context.caller(databaseId));
  const write = parseWrite(message, databaseId);
  const mask = parseMask(maskMessage);
  const { database } = engine.served(databaseId);
  access.commit(database, [write]);
  const document = database.get(write.path);
  if (document === undefined) throw new FirestoreError('INTERNAL', 'The written document is gone.');
  return toMessage(databaseId, document, mask);
}

function randomId(): string {
  return Array.from({ length: ID_LENGTH }, () => ID_ALPHABET[randomInt(ID_ALPHABET.length)]).join('');
}
