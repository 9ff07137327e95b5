import { and, filter, int, or, order, ref } from '../firestore-queries.ts';
import { DOCUMENTS } from '../firestore-wire.ts';
import { anywhere, ELSEWHERE, GUIDE, numbers, QUOTAS, type Query, RECORDED, where } from './row.ts';

/** What looks like a query that is refused, and is taken. */
export const TAKEN: readonly (readonly [what: string, query: Query, source: string])[] = [
  [
    'an array-contains in each alternative',
    where(or(filter('a', 'ARRAY_CONTAINS', int(1)), filter('b', 'ARRAY_CONTAINS', int(1)))),
    RECORDED,
  ],
  [
    'array-contains-any beside in',
    where(and(filter('a', 'ARRAY_CONTAINS_ANY', numbers(2)), filter('b', 'IN', numbers(2)))),
    RECORDED,
  ],
  ['in beside in', where(and(filter('a', 'IN', numbers(2)), filter('a', 'IN', numbers(3)))), RECORDED],
  [
    '!= beside a range',
    where(and(filter('a', 'NOT_EQUAL', int(1)), filter('a', 'GREATER_THAN', int(0)))),
    RECORDED,
  ],
  ['!= beside in', where(and(filter('a', 'NOT_EQUAL', int(1)), filter('b', 'IN', numbers(2)))), GUIDE],
  ['not-in of one alternative', where(or(filter('a', 'NOT_IN', numbers(2)))), RECORDED],
  ['in with 30 values', where(filter('a', 'IN', numbers(30))), QUOTAS],
  ['not-in with 10 values', where(filter('a', 'NOT_IN', numbers(10))), QUOTAS],
  [
    '30 alternatives by lists',
    where(and(filter('a', 'IN', numbers(6)), filter('b', 'IN', numbers(5)))),
    QUOTAS,
  ],
  [
    'inequalities on 10 fields',
    where(and(...Array.from({ length: 10 }, (_, i) => filter(`f${i}`, 'GREATER_THAN', int(0))))),
    QUOTAS,
  ],
  ['an and of nothing', where(and()), RECORDED],
  [
    'a name beside an inequality of names',
    where(
      and(
        filter('__name__', 'EQUAL', ref('a')),
        filter('__name__', 'GREATER_THAN', ref('a')),
        filter('a', 'GREATER_THAN', int(1)),
      ),
    ),
    RECORDED,
  ],
  [
    'a name beside an equality',
    where(and(filter('__name__', 'EQUAL', ref('a')), filter('a', 'EQUAL', int(1)))),
    GUIDE,
  ],
  [
    'a name of another collection',
    where(filter('__name__', 'GREATER_THAN', { referenceValue: `${DOCUMENTS}/other/a` })),
    RECORDED,
  ],
  [
    'a range of names without a collection',
    anywhere({ ...where(filter('__name__', 'GREATER_THAN', ref('a'))), orderBy: [order('__name__')] }),
    RECORDED,
  ],
  ['names last', { orderBy: [order('a'), order('__name__', 'DESCENDING')] }, RECORDED],
  [
    'a reference into another database as a value',
    where(filter('a', 'EQUAL', ELSEWHERE)),
    'the client libraries only warn',
  ],
];
