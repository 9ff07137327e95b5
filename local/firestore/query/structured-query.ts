import type { Value } from '../storage/values.ts';

/**
 * The shape of a decoded `google.firestore.v1.StructuredQuery`: enums are numbers, values are already the
 * server's own. Absent messages are null or undefined, absent lists empty.
 */

type Optional<T> = T | null | undefined;

export interface FieldReferenceMessage {
  readonly fieldPath: string;
}

export interface FilterMessage {
  readonly compositeFilter?: Optional<{ readonly op: number; readonly filters: readonly FilterMessage[] }>;
  readonly fieldFilter?: Optional<{
    readonly field?: Optional<FieldReferenceMessage>;
    readonly op: number;
    readonly value?: Value;
  }>;
  readonly unaryFilter?: Optional<{ readonly op: number; readonly field?: Optional<FieldReferenceMessage> }>;
}

export interface CursorMessage {
  readonly values: readonly Value[];
  readonly before: boolean;
}

export interface StructuredQueryMessage {
  readonly select?: Optional<{ readonly fields: readonly FieldReferenceMessage[] }>;
  readonly from: readonly { readonly collectionId: string; readonly allDescendants: boolean }[];
  readonly where?: Optional<FilterMessage>;
  readonly orderBy: readonly {
    readonly field?: Optional<FieldReferenceMessage>;
    readonly direction: number;
  }[];
  readonly startAt?: Optional<CursorMessage>;
  readonly endAt?: Optional<CursorMessage>;
  readonly offset: number;
  readonly limit?: Optional<{ readonly value: number }>;
  readonly findNearest?: Optional<object>;
}

export const COMPOSITE_OPERATORS: Readonly<Record<number, 'and' | 'or'>> = { 1: 'and', 2: 'or' };

export const DESCENDING = 2;
