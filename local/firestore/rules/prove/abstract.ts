import { EvaluationError } from '../values/evaluation-error.ts';
import { typeOf } from '../values/types.ts';
import { type Outcome, Path, type Value } from '../values/value.ts';
import { anyValue, type Knowledge } from './knowledge.ts';
import { ALL_TYPES, type TypeSet, typeSet } from './type-sets.ts';

/** Which outcomes a condition may have over all documents that a query can return. */
export interface Truth {
  readonly kind: 'truth';
  readonly mayBeTrue: boolean;
  readonly mayBeFalse: boolean;
  readonly mayFail: boolean;
}

/** A value that differs from document to document. `field` is where it stands in the document, if it does. */
export interface Symbolic {
  readonly kind: 'symbolic';
  readonly known: Knowledge;
  readonly mayFail: boolean;
  readonly field: readonly string[] | undefined;
}

/** What an expression is, over all documents that one branch of a query can return. */
export type Abstract =
  | { readonly kind: 'known'; readonly value: Value }
  /** Fails for every document. */
  | { readonly kind: 'failed'; readonly error: EvaluationError }
  | Truth
  | Symbolic
  /** The data of the document: its known fields are in the facts. */
  | { readonly kind: 'data' }
  /** `resource` and `request`: a fixed set of properties. */
  | { readonly kind: 'record'; readonly properties: ReadonlyMap<string, Abstract> }
  | { readonly kind: 'list'; readonly items: readonly Abstract[] }
  /** A path some of whose segments differ (undefined). */
  | { readonly kind: 'path'; readonly segments: readonly (string | undefined)[] }
  /** The keys of a map that has at least these. */
  | { readonly kind: 'keys'; readonly includes: readonly string[] };

export const known = (value: Value): Abstract => ({ kind: 'known', value });

export const failed = (error: EvaluationError): Abstract => ({ kind: 'failed', error });

export const fromOutcome = (outcome: Outcome): Abstract =>
  outcome instanceof EvaluationError ? failed(outcome) : known(outcome);

export const truth = (mayBeTrue: boolean, mayBeFalse: boolean, mayFail = false): Truth => ({
  kind: 'truth',
  mayBeTrue,
  mayBeFalse,
  mayFail,
});

export const YES = truth(true, false);
export const NO = truth(false, true);
export const EITHER = truth(true, true);

export const symbolic = (
  knowledge: Knowledge,
  field?: readonly string[],
  mayFail = !knowledge.exists,
): Abstract => {
  if (knowledge.exact !== undefined && !mayFail) return known(knowledge.exact.value);
  return { kind: 'symbolic', known: { ...knowledge, exists: true }, mayFail, field };
};

/** Nothing is known, not even that it can be evaluated. */
export const OPAQUE: Abstract = symbolic(anyValue(), undefined, true);

/** A list literal or path literal is known as soon as all of its parts are. */
export const listOf = (items: readonly Abstract[]): Abstract => {
  const values = items.flatMap(item => (item.kind === 'known' ? [item.value] : []));
  return values.length === items.length ? known(values) : { kind: 'list', items };
};

export const pathOf = (segments: readonly (string | undefined)[]): Abstract => {
  const certain = segments.flatMap(segment => (segment === undefined ? [] : [segment]));
  return certain.length === segments.length ? known(new Path(certain)) : { kind: 'path', segments };
};

export const canFail = (value: Abstract): boolean =>
  value.kind === 'failed' || ((value.kind === 'symbolic' || value.kind === 'truth') && value.mayFail);

/** The value where evaluating it does not fail. */
export const withoutFailure = (value: Abstract): Abstract => {
  if (value.kind === 'symbolic') return symbolic(value.known, value.field, false);
  return value.kind === 'truth' ? { ...value, mayFail: false } : value;
};

/** The value, or an error. */
export const withFailure = (value: Abstract): Abstract => {
  switch (value.kind) {
    case 'failed':
      return value;
    case 'truth':
    case 'symbolic':
      return { ...value, mayFail: true };
    case 'known':
      return typeof value.value === 'boolean'
        ? truth(value.value, !value.value, true)
        : symbolic(
            { ...anyValue(typeSet(typeOf(value.value))), exact: { value: value.value } },
            undefined,
            true,
          );
    default:
      return symbolic(anyValue(typesOf(value)), undefined, true);
  }
};

export const typesOf = (value: Abstract): TypeSet => {
  switch (value.kind) {
    case 'known':
      return typeSet(typeOf(value.value));
    case 'symbolic':
      return value.known.types;
    case 'truth':
      return typeSet('bool');
    case 'data':
    case 'record':
      return typeSet('map');
    case 'list':
    case 'keys':
      return typeSet('list');
    case 'path':
      return typeSet('path');
    case 'failed':
      return ALL_TYPES;
  }
};

/** What a value is as a condition: anything but a boolean counts as failing. */
export const asTruth = (value: Abstract): Truth => {
  switch (value.kind) {
    case 'truth':
      return value;
    case 'known':
      return truth(value.value === true, value.value === false, typeof value.value !== 'boolean');
    case 'symbolic': {
      const bool = value.known.types.has('bool');
      return truth(bool, bool, value.mayFail || value.known.types.size > (bool ? 1 : 0));
    }
    default:
      return truth(false, false, true);
  }
};

/** Turns a truth with a single outcome into a known boolean. */
export const settle = (value: Truth): Abstract => {
  if (value.mayFail || value.mayBeTrue === value.mayBeFalse) return value;
  return known(value.mayBeTrue);
};
