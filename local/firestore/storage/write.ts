import type { FieldPath } from './field-path.ts';
import type { MapValue } from './map-value.ts';
import type { ArrayValue, Value } from './values.ts';

/** What must be true of a document for a write to be taken. */
export type Precondition =
  | { readonly kind: 'none' }
  | { readonly kind: 'exists'; readonly exists: boolean }
  /** Microseconds since the epoch. */
  | { readonly kind: 'updateTime'; readonly updateTime: number };

/** A change to one field that the server computes from its present value. */
export interface FieldTransform {
  readonly field: FieldPath;
  readonly operation:
    | { readonly kind: 'serverTimestamp' }
    | { readonly kind: 'increment' | 'maximum' | 'minimum'; readonly operand: number | bigint }
    | { readonly kind: 'arrayUnion' | 'arrayRemove'; readonly elements: ArrayValue };
}

interface WriteBase {
  /** Path of the document relative to the database's root. */
  readonly path: string;
  readonly precondition: Precondition;
}

/** Replaces a document, or with a mask only the masked fields (absent ones are deleted). */
export interface SetWrite extends WriteBase {
  readonly kind: 'set';
  readonly fields: MapValue;
  readonly mask: readonly FieldPath[] | undefined;
  readonly transforms: readonly FieldTransform[];
}

export interface DeleteWrite extends WriteBase {
  readonly kind: 'delete';
}

/** Changes nothing; the commit fails when the precondition does not hold. */
export interface VerifyWrite extends WriteBase {
  readonly kind: 'verify';
}

export type Write = SetWrite | DeleteWrite | VerifyWrite;

/** Outcome of one write. */
export interface WriteResult {
  /** Microseconds since the epoch; absent after a delete. */
  readonly updateTime: number | undefined;
  /** One value per field transform, in their order. */
  readonly transformResults: readonly Value[];
}
