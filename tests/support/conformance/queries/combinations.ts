import { and, filter, int, list, or, ref, unary } from '../firestore-queries.ts';
import { INVALID, numbers, PRECONDITION, PROTO, QUOTAS, RECORDED, type Row, where } from './row.ts';

const EMULATOR = "Google's emulator; production says INVALID_ARGUMENT";
const NEGATIONS = 'Only a single';
const NOT_IN = "'NOT_IN' cannot be used in the same query";
const ARRAYS = 'Only a single array-contains clause is allowed';
const KEY_EQUALITY = 'Equality on key is not allowed';

/** Filters that are taken one by one, but not together. */
export const COMBINATIONS: readonly Row[] = [
  [
    'two array-contains',
    where(and(filter('a', 'ARRAY_CONTAINS', int(1)), filter('b', 'ARRAY_CONTAINS', int(1)))),
    PRECONDITION,
    ARRAYS,
    EMULATOR,
  ],
  [
    'array-contains beside array-contains-any',
    where(and(filter('a', 'ARRAY_CONTAINS', int(1)), filter('b', 'ARRAY_CONTAINS_ANY', numbers(2)))),
    PRECONDITION,
    ARRAYS,
    EMULATOR,
  ],
  [
    'two array-contains-any',
    where(and(filter('a', 'ARRAY_CONTAINS_ANY', numbers(2)), filter('b', 'ARRAY_CONTAINS_ANY', numbers(2)))),
    PRECONDITION,
    ARRAYS,
    EMULATOR,
  ],
  [
    'two not-in',
    where(and(filter('a', 'NOT_IN', numbers(1)), filter('b', 'NOT_IN', numbers(1)))),
    INVALID,
    NEGATIONS,
    RECORDED,
  ],
  [
    'not-in beside !=',
    where(and(filter('a', 'NOT_IN', numbers(1)), filter('a', 'NOT_EQUAL', int(1)))),
    INVALID,
    NEGATIONS,
    RECORDED,
  ],
  [
    'two !=',
    where(and(filter('a', 'NOT_EQUAL', int(1)), filter('b', 'NOT_EQUAL', int(1)))),
    INVALID,
    NEGATIONS,
    PROTO,
  ],
  [
    '!= beside is-not-null',
    where(and(filter('a', 'NOT_EQUAL', int(1)), unary('a', 'IS_NOT_NULL'))),
    INVALID,
    NEGATIONS,
    RECORDED,
  ],
  [
    'is-not-null beside is-not-nan',
    where(and(unary('a', 'IS_NOT_NULL'), unary('a', 'IS_NOT_NAN'))),
    INVALID,
    NEGATIONS,
    RECORDED,
  ],
  [
    'two is-not-null',
    where(and(unary('a', 'IS_NOT_NULL'), unary('b', 'IS_NOT_NULL'))),
    INVALID,
    NEGATIONS,
    RECORDED,
  ],
  [
    'not-in beside in',
    where(and(filter('a', 'NOT_IN', numbers(1)), filter('b', 'IN', numbers(1)))),
    INVALID,
    NOT_IN,
    RECORDED,
  ],
  [
    'not-in beside array-contains-any',
    where(and(filter('a', 'NOT_IN', numbers(1)), filter('b', 'ARRAY_CONTAINS_ANY', numbers(1)))),
    INVALID,
    NOT_IN,
    PROTO,
  ],
  [
    'not-in within or',
    where(or(filter('a', 'NOT_IN', numbers(1)), filter('b', 'EQUAL', int(1)))),
    INVALID,
    NOT_IN,
    PROTO,
  ],
  [
    'a name beside an inequality',
    where(and(filter('__name__', 'EQUAL', ref('a')), filter('a', 'GREATER_THAN', int(1)))),
    INVALID,
    KEY_EQUALITY,
    RECORDED,
  ],
  [
    'names beside an inequality',
    where(and(filter('__name__', 'IN', list(ref('a'))), filter('a', 'NOT_EQUAL', int(1)))),
    INVALID,
    KEY_EQUALITY,
    RECORDED,
  ],
  [
    '31 alternatives',
    where(or(...Array.from({ length: 31 }, (_, i) => filter('a', 'EQUAL', int(i))))),
    INVALID,
    'Too many disjunctions',
    QUOTAS,
  ],
  [
    '36 alternatives by lists',
    where(and(filter('a', 'IN', numbers(6)), filter('b', 'IN', numbers(6)))),
    INVALID,
    'Too many disjunctions',
    QUOTAS,
  ],
  [
    'inequalities on 11 fields',
    where(and(...Array.from({ length: 11 }, (_, i) => filter(`f${i}`, 'GREATER_THAN', int(0))))),
    INVALID,
    '11 distinct inequality fields',
    QUOTAS,
  ],
  [
    '120 filters after normalisation',
    where(
      and(filter('a', 'IN', numbers(30)), ...['b', 'c', 'd'].map(field => filter(field, 'EQUAL', int(1)))),
    ),
    INVALID,
    'may not have more than 100 filters',
    QUOTAS,
  ],
];
