import type { Firestore } from 'firebase-admin/firestore';

/** The two doors through which everything that the client does leaves it. */
interface Doors {
  request(method: string, request: unknown, ...rest: unknown[]): unknown;
  requestStream(method: string, bidirectional: boolean, request: unknown, ...rest: unknown[]): unknown;
}

const NAME = /projects\/[^/]+\/databases\/[^/]+\/documents\/?(.*)/;

/** Notes every document and collection that the client names in a request, until it is told to stop. */
export function recordPaths(db: Firestore): { stop(): string[] } {
  const doors = db as unknown as Doors;
  const { request, requestStream } = doors;
  const touched = new Set<string>();
  doors.request = (method, message, ...rest) => {
    note(message, touched);
    return request.call(db, method, message, ...rest);
  };
  doors.requestStream = (method, bidirectional, message, ...rest) => {
    note(message, touched);
    return requestStream.call(db, method, bidirectional, message, ...rest);
  };
  return {
    stop() {
      doors.request = request;
      doors.requestStream = requestStream;
      return [...touched];
    },
  };
}

/** A query names its parent and its collections apart. */
function note(message: unknown, touched: Set<string>): void {
  if (typeof message !== 'object' || message === null) return;
  const { parent, structuredQuery } = message as {
    parent?: string;
    structuredQuery?: { from?: { collectionId?: string; allDescendants?: boolean }[] };
  };
  for (const { collectionId = '*', allDescendants } of structuredQuery?.from ?? []) {
    const base = NAME.exec(parent ?? '')?.[1] ?? '';
    const group = allDescendants ? '**/' : '';
    touched.add([base, `${group}${collectionId}`].filter(Boolean).join('/'));
  }
  collect(message, touched);
}

/** Names of documents, at any depth of the message; values of fields are no names that are touched. */
function collect(value: unknown, touched: Set<string>): void {
  if (typeof value === 'string') {
    const path = NAME.exec(value)?.[1];
    if (path) touched.add(path);
    return;
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [field, inner] of Object.entries(value)) if (field !== 'fields') collect(inner, touched);
}
