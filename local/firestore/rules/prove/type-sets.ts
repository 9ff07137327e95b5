import { type TypeName, typeOf } from '../values/types.ts';
import type { Value } from '../values/value.ts';

/** The types that something may still have. */
export type TypeSet = ReadonlySet<TypeName>;

/** What a field of a document can hold. */
export const DOCUMENT_TYPES: TypeSet = new Set([
  'null',
  'bool',
  'int',
  'float',
  'string',
  'bytes',
  'timestamp',
  'latlng',
  'path',
  'list',
  'map',
]);

export const ALL_TYPES: TypeSet = new Set([...DOCUMENT_TYPES, 'duration', 'set', 'mapdiff']);

export const typeSet = (...types: readonly TypeName[]): TypeSet => new Set(types);

const NUMBERS = typeSet('int', 'float');

/** Types whose values Firestore and the rules compare with each other: all numbers count as one. */
export const comparableTypes = (value: Value): TypeSet => {
  const type = typeOf(value);
  return NUMBERS.has(type) ? NUMBERS : typeSet(type);
};

export const within = (types: TypeSet, allowed: TypeSet): boolean =>
  [...types].every(type => allowed.has(type));

export const overlap = (a: TypeSet, b: TypeSet): boolean => [...a].some(type => b.has(type));

export const intersect = (a: TypeSet, b: TypeSet): TypeSet => new Set([...a].filter(type => b.has(type)));

/** Whether a value of one type can be `==` to one of the other. */
export const mayBeEqual = (a: TypeSet, b: TypeSet): boolean =>
  overlap(a, b) || (overlap(a, NUMBERS) && overlap(b, NUMBERS));
