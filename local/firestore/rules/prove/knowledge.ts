import { equal } from '../values/equality.ts';
import { compare } from '../values/order.ts';
import { isList } from '../values/types.ts';
import { MapValue, type Value } from '../values/value.ts';
import type { Atom } from './branches.ts';
import { ALL_TYPES, comparableTypes, DOCUMENT_TYPES, intersect, type TypeSet, typeSet } from './type-sets.ts';

interface Bound {
  readonly value: Value;
  readonly inclusive: boolean;
}

/** What is known of a value that differs from document to document. */
export interface Knowledge {
  /** Whether every document has it. */
  readonly exists: boolean;
  readonly types: TypeSet;
  /** The one value that all documents have. */
  readonly exact?: { readonly value: Value };
  readonly lower?: Bound;
  readonly upper?: Bound;
  readonly not: readonly Value[];
  /** A list that has these elements. */
  readonly elements: readonly Value[];
}

export const NOTHING: Knowledge = { exists: false, types: DOCUMENT_TYPES, not: [], elements: [] };

/** A value of which at most the type is known. */
export const anyValue = (types: TypeSet = ALL_TYPES): Knowledge => ({
  exists: true,
  types,
  not: [],
  elements: [],
});

const holdsNumbers = (value: Value): boolean => {
  if (typeof value === 'bigint' || typeof value === 'number') return true;
  if (isList(value)) return value.some(holdsNumbers);
  return value instanceof MapValue && value.keys().some(key => holdsNumbers(value.get(key) ?? null));
};

/**
 * A filter `== value`. Queries do not tell 1 from 1.0, rules do in places: a whole number is therefore only
 * known as a number, and a list or map with numbers inside only by its type.
 */
const pinned = (known: Knowledge, value: Value): Knowledge => {
  const types = intersect(known.types, comparableTypes(value));
  const certain =
    typeof value === 'number' ? !Number.isInteger(value) : typeof value !== 'bigint' && !holdsNumbers(value);
  if (certain) return { ...known, exists: true, types, exact: { value } };
  if (typeof value !== 'bigint' && typeof value !== 'number') return { ...known, exists: true, types };
  const bound = { value, inclusive: true };
  return { ...known, exists: true, types, lower: bound, upper: bound };
};

/** The tighter of two bounds; `side` is 1 for lower bounds and -1 for upper ones. */
const tighter = (known: Bound | undefined, bound: Bound, side: 1 | -1): Bound => {
  if (known === undefined) return bound;
  const order = compare(bound.value, known.value) ?? 0;
  if (order === 0) return known.inclusive ? bound : known;
  return order * side > 0 ? bound : known;
};

/** Adds what a filter says. Every filter implies that the field exists; `!=` also that it is not null. */
export const learn = (known: Knowledge, { operator, value }: Atom): Knowledge => {
  const inclusive = operator === '<=' || operator === '>=';
  switch (operator) {
    case '==':
      return pinned(known, value);
    case '!=': {
      const types = new Set(known.types);
      types.delete('null');
      return { ...known, exists: true, types, not: [...known.not, value] };
    }
    case 'contains': {
      const elements = [...known.elements, value];
      return { ...known, exists: true, types: intersect(known.types, typeSet('list')), elements };
    }
    case '<':
    case '<=': {
      const types = intersect(known.types, comparableTypes(value));
      return { ...known, exists: true, types, upper: tighter(known.upper, { value, inclusive }, -1) };
    }
    case '>':
    case '>=': {
      const types = intersect(known.types, comparableTypes(value));
      return { ...known, exists: true, types, lower: tighter(known.lower, { value, inclusive }, 1) };
    }
  }
};

/** What certainly holds between two values; undefined if nothing does. */
export type Relation = 'less' | 'equal' | 'greater' | 'less-or-equal' | 'greater-or-equal' | undefined;

/**
 * How a value of which this is known stands to another one of a comparable type. Bounds are taken to speak of
 * ordered numbers: whether a filter such as `< 5` can return NaN is not considered.
 */
export const relationTo = (known: Knowledge, value: Value): Relation => {
  const upper = known.upper === undefined ? undefined : compare(known.upper.value, value);
  const lower = known.lower === undefined ? undefined : compare(known.lower.value, value);
  if (upper === 0 && lower === 0 && known.upper?.inclusive && known.lower?.inclusive) return 'equal';
  if (upper !== undefined && upper < 0) return 'less';
  if (lower !== undefined && lower > 0) return 'greater';
  if (upper === 0) return known.upper?.inclusive ? 'less-or-equal' : 'less';
  if (lower === 0) return known.lower?.inclusive ? 'greater-or-equal' : 'greater';
  return undefined;
};

/** Whether no document can have this value here. */
export const excludes = (known: Knowledge, value: Value): boolean => {
  const relation = relationTo(known, value);
  return relation === 'less' || relation === 'greater' || known.not.some(other => equal(other, value));
};
