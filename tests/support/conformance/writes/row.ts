import { DOCUMENTS } from '../firestore-wire.ts';

/** Where a fact is from. */
export const PROTO =
  'google/firestore/v1/write.proto and common.proto: the parts of a oneof exclude each other';
export const VALUES = 'google/firestore/v1/document.proto, google/type/latlng.proto';
export const RECORDED = 'answers recorded from production: t-k/fireemu';
export const ISSUE = 'observed with the client libraries against production';

export const INVALID = 3;
export const NOT_FOUND = 5;
export const EXISTS = 6;

export const A = `${DOCUMENTS}/c/a`;
export const KEPT = `${DOCUMENTS}/c/kept`;
export const TIME = { seconds: '1700000000' };
export const update = (fields: unknown = {}, name = A) => ({ update: { name, fields } });
export const value = (content: unknown) => update({ v: content });
export const transforms = (...updateTransforms: unknown[]) => ({ ...update(), updateTransforms });
export const now = { fieldPath: 't', setToServerValue: 'REQUEST_TIME' };
export const geo = (latitude: unknown, longitude: unknown) => ({ geoPointValue: { latitude, longitude } });
export const exists = (write: object, required = true) => ({
  ...write,
  currentDocument: { exists: required },
});

/** Writes of one commit that the service refuses: with which status, in which words, and how that is known. */
export type Row = readonly [
  what: string,
  writes: readonly unknown[],
  code: number,
  fragment: string,
  source: string,
];
