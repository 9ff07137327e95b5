import type { CallContext } from './call-context.ts';
import {
  batchGetDocuments,
  createDocument,
  deleteDocument,
  getDocument,
  updateDocument,
} from './documents.ts';
import type { Engine } from './engine.ts';
import { listCollectionIds, listDocuments } from './listings.ts';
import { partitionQuery, runAggregationQuery, runQuery } from './queries.ts';
import { batchWrite, beginTransaction, commit, rollback } from './writes.ts';

/** Answers one decoded request; a server stream answers with all of its messages. */
type Handler<Request, Response> = (
  engine: Engine,
  context: CallContext,
  request: Request,
) => Promise<Response>;

/** Methods with one request and one response, and those with one request and a list of responses. */
export interface MethodTable {
  readonly unary: ReadonlyMap<string, Handler<never, object>>;
  readonly serverStream: ReadonlyMap<string, Handler<never, object[]>>;
}

export const methods: MethodTable = {
  unary: new Map<string, Handler<never, object>>([
    ['GetDocument', getDocument],
    ['ListDocuments', listDocuments],
    ['CreateDocument', createDocument],
    ['UpdateDocument', updateDocument],
    ['DeleteDocument', deleteDocument],
    ['BeginTransaction', beginTransaction],
    ['Commit', commit],
    ['Rollback', rollback],
    ['BatchWrite', batchWrite],
    ['PartitionQuery', partitionQuery],
    ['ListCollectionIds', listCollectionIds],
  ]),
  serverStream: new Map<string, Handler<never, object[]>>([
    ['BatchGetDocuments', batchGetDocuments],
    ['RunQuery', runQuery],
    ['RunAggregationQuery', runAggregationQuery],
  ]),
};
