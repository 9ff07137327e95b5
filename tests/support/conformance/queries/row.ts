import { int, list } from '../firestore-queries.ts';
import { DOCUMENTS } from '../firestore-wire.ts';

/** A query that the service refuses: with which status, in which words, and how that is known. */
export type Row = readonly [what: string, query: Query, code: number, fragment: string, source: string];

/** A query of the collection `c`, unless it says another. */
export type Query = { readonly [key: string]: unknown };

export const RECORDED =
  'answers recorded from production: t-k/fireemu, conformance/fs-query-index-production.json';
export const GUIDE = 'https://firebase.google.com/docs/firestore/query-data/queries';
export const QUOTAS = 'https://firebase.google.com/docs/firestore/quotas';
export const PROTO = 'google/firestore/v1/query.proto';
export const COMMON = 'the same check as for the values of a write';

export const INVALID = 3;
export const PRECONDITION = 9;

export const where = (condition: unknown): Query => ({ where: condition });
export const anywhere = (query: Query): Query => ({ from: [{ allDescendants: true }], ...query });
/** The integers below a count. */
export const numbers = (count: number): unknown => list(...Array.from({ length: count }, (_, i) => int(i)));

/** A document of another database, and a name that is none of a document. */
export const ELSEWHERE = { referenceValue: 'projects/demo-wire/databases/other/documents/c/a' };
export const COLLECTION = { referenceValue: `${DOCUMENTS}/c` };
