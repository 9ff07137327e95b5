import { filter, int, order, ref } from '../firestore-queries.ts';
import {
  anywhere,
  COLLECTION,
  COMMON,
  ELSEWHERE,
  INVALID,
  PROTO,
  type Query,
  RECORDED,
  type Row,
  where,
} from './row.ts';

export const AFTER_KEY = 'order by clause cannot contain more fields after the key';

const cursor = (...values: unknown[]): Query => ({ startAt: { values, before: true } });

/** Orders, cursors, scopes and limits. */
export const ORDERS: readonly Row[] = [
  [
    'a field twice',
    { orderBy: [order('a'), order('a', 'DESCENDING')] },
    INVALID,
    'order by clause cannot contain duplicate fields a',
    RECORDED,
  ],
  ['a field after the name', { orderBy: [order('__name__'), order('a')] }, INVALID, AFTER_KEY, RECORDED],
  [
    'an inequality on a field after the name',
    { ...where(filter('a', 'GREATER_THAN', int(1))), orderBy: [order('__name__')] },
    INVALID,
    AFTER_KEY,
    RECORDED,
  ],
  ['no field', { orderBy: [{ direction: 'ASCENDING' }] }, INVALID, 'Invalid empty property path', RECORDED],
  [
    'a longer cursor than orders',
    { orderBy: [order('a')], ...cursor(int(1), ref('a')) },
    INVALID,
    'Cursor has too many values.',
    RECORDED,
  ],
  ['a cursor without orders', cursor(ref('a')), INVALID, 'Cursor has too many values.', RECORDED],
  [
    'a text where a name is ordered by',
    { orderBy: [order('__name__')], ...cursor({ stringValue: 'a' }) },
    INVALID,
    'Cursor __key__ value is not a document reference.',
    RECORDED,
  ],
  [
    'a collection where a name is ordered by',
    { orderBy: [order('__name__')], ...cursor(COLLECTION) },
    INVALID,
    'lacks "/" at index',
    RECORDED,
  ],
  [
    'a name of another database',
    { orderBy: [order('__name__')], ...cursor(ELSEWHERE) },
    INVALID,
    'attempting to access database',
    COMMON,
  ],
  [
    'a geo point beyond the globe in a cursor',
    { orderBy: [order('a')], ...cursor({ geoPointValue: { latitude: -90.5 } }) },
    INVALID,
    'latitude -90.5',
    COMMON,
  ],
  [
    'a field without a collection',
    anywhere(where(filter('a', 'EQUAL', int(1)))),
    INVALID,
    'kind is required for filter: a',
    RECORDED,
  ],
  [
    'an order without a collection',
    anywhere({ orderBy: [order('a')] }),
    INVALID,
    'kind is required for all orders',
    RECORDED,
  ],
  [
    'names downwards without a collection',
    anywhere({ orderBy: [order('__name__', 'DESCENDING')] }),
    INVALID,
    'kind is required for all orders',
    RECORDED,
  ],
  [
    'two collections',
    { from: [{ collectionId: 'c' }, { collectionId: 'd' }] },
    INVALID,
    'more than one collection selector',
    RECORDED,
  ],
  [
    'a path for a collection',
    { from: [{ collectionId: 'a/b' }] },
    INVALID,
    'because it contains "/"',
    RECORDED,
  ],
  [
    'a reserved collection',
    { from: [{ collectionId: '__x__' }] },
    INVALID,
    'because it is reserved',
    RECORDED,
  ],
  ['a negative limit', { limit: -1 }, INVALID, 'limit is negative', PROTO],
  ['a negative offset', { offset: -1 }, INVALID, 'offset is negative', PROTO],
];
