import type { EventEmitter } from 'node:events';
import type { Firestore } from 'firebase-admin/firestore';

/** What Firestore would charge for. */
export interface DocumentCounts {
  readonly reads: number;
  readonly writes: number;
  readonly deletes: number;
}

/** The two doors through which everything that the client does leaves it. */
interface Doors {
  request(method: string, request: unknown, ...rest: unknown[]): Promise<unknown>;
  requestStream(
    method: string,
    bidirectional: boolean,
    request: unknown,
    ...rest: unknown[]
  ): Promise<EventEmitter>;
}

/**
 * Counts the documents that the client reads, writes and deletes until it is told to stop, as Firestore's price list
 * counts them: a document that is missing is a read, and so is a query that finds nothing; a refused commit is none.
 */
export function countDocuments(db: Firestore): { stop(): DocumentCounts } {
  const doors = db as unknown as Doors;
  const { request, requestStream } = doors;
  const counted = { reads: 0, writes: 0, deletes: 0 };
  doors.request = async (method, message, ...rest) => {
    const answer = await request.call(db, method, message, ...rest);
    if (method === 'commit' || method === 'batchWrite') {
      for (const write of (message as { writes?: readonly { delete?: string | null }[] }).writes ?? []) {
        counted[write.delete ? 'deletes' : 'writes'] += 1;
      }
    }
    if (method === 'listDocuments') counted.reads += Math.max(1, (answer as unknown[]).length);
    if (method === 'listCollectionIds') counted.reads += 1;
    return answer;
  };
  doors.requestStream = async (method, bidirectional, message, ...rest) => {
    const stream = await requestStream.call(db, method, bidirectional, message, ...rest);
    let documents = 0;
    const emit = stream.emit.bind(stream);
    stream.emit = (event, ...values) => {
      if (event === 'data' && isDocument(values[0])) documents += 1;
      if (event === 'end') counted.reads += Math.max(method === 'batchGetDocuments' ? 0 : 1, documents);
      return emit(event, ...values);
    };
    return stream;
  };
  return {
    stop() {
      doors.request = request;
      doors.requestStream = requestStream;
      return counted;
    },
  };
}

/** One that was found by its name, is missing, or that a query found. Aggregations count a thousand entries as one. */
function isDocument(response: unknown): boolean {
  const { found, missing, document } = response as Record<string, unknown>;
  return Boolean(found ?? missing ?? document);
}
