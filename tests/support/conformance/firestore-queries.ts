import { DOCUMENTS } from './firestore-wire.ts';

/** Parts of structured queries in their JSON form. */

export const int = (value: number) => ({ integerValue: String(value) });
export const list = (...values: unknown[]) => ({ arrayValue: { values } });
/** A reference to a document of the collection `c`. */
export const ref = (id: string) => ({ referenceValue: `${DOCUMENTS}/c/${id}` });

export const filter = (fieldPath: string, op: string, value: unknown) => ({
  fieldFilter: { field: { fieldPath }, op, value },
});
export const unary = (fieldPath: string, op: string) => ({ unaryFilter: { field: { fieldPath }, op } });
export const and = (...filters: unknown[]) => ({ compositeFilter: { op: 'AND', filters } });
export const or = (...filters: unknown[]) => ({ compositeFilter: { op: 'OR', filters } });
export const order = (fieldPath: string, direction = 'ASCENDING') => ({ field: { fieldPath }, direction });
