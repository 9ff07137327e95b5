import { expect } from 'vitest';
import { int, order } from '../firestore-queries.ts';
import { PROTO, type Query, RECORDED } from '../queries/row.ts';
import { avg, count, counts, sum, upTo } from './refused.ts';

/** What is computed over, in the collection `t`. */
export const DOCUMENTS_OF_T: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  a: { n: int(1), d: { doubleValue: 0.5 } },
  b: { n: int(2), d: { doubleValue: 'NaN' } },
  c: { n: int(3), text: { stringValue: 'x' } },
  d: { big: { integerValue: '9223372036854775807' }, other: int(1) },
  e: { big: int(1) },
};

/** `null` is `NULL_VALUE` where the answer was no JSON. */
const isNull = (value: object) => Object.keys(value).join() === 'nullValue';

type Taken = readonly [
  what: string,
  aggregations: readonly unknown[],
  query: Query,
  fields: Readonly<Record<string, unknown>>,
  source: string,
];

const MAX = '9223372036854775807';
const double = (doubleValue: number | string) => ({ doubleValue });
const sumOf = (fieldPath: string) => ({ sum: { field: { fieldPath } } });
const avgOf = (fieldPath: string) => ({ avg: { field: { fieldPath } } });

/** What looks like something that is refused, and is computed. */
export const TAKEN: readonly Taken[] = [
  ['five', counts(5), {}, Object.fromEntries(counts(5).map(({ alias }) => [alias, int(5)])), PROTO],
  [
    'no names',
    [count(), sumOf('n'), avgOf('n')],
    {},
    { field_1: int(3), field_2: int(6), field_3: double(2) },
    RECORDED,
  ],
  [
    'no names between named ones',
    [count('c'), sumOf('n'), avg('n'), count()],
    {},
    { c: int(3), field_1: int(6), a: double(2), field_2: int(3) },
    RECORDED,
  ],
  [
    'a name as of the second unnamed',
    [count(), sum('n', 'field_2')],
    {},
    { field_1: int(3), field_2: int(6) },
    RECORDED,
  ],
  ['an empty name', [count('')], {}, { field_1: int(5) }, RECORDED],
  ...['a b', 'a.b', '`a`', 'n', '__', '___', '_x_', 'constructor', 'a'.repeat(1500), 'ö'.repeat(750)].map(
    (alias): Taken => [`the name ${alias.slice(0, 12)}`, [count(alias)], {}, { [alias]: int(5) }, RECORDED],
  ),
  ['a count up to 0', [upTo(0)], {}, { c: int(0) }, RECORDED],
  ['a count up to 1', [upTo(1)], {}, { c: int(1) }, RECORDED],
  ['a count up to more than there is', [upTo(6)], {}, { c: int(5) }, RECORDED],
  ['a count up to the largest number', [upTo(MAX)], {}, { c: int(5) }, RECORDED],
  ['a count up to less than the limit', [upTo(2)], { limit: 4 }, { c: int(2) }, RECORDED],
  ['a limit', [count('c'), sum('n')], { limit: 2 }, { c: int(2), s: int(3) }, RECORDED],
  ['an offset', [count('c')], { offset: 3 }, { c: int(2) }, RECORDED],
  ['an offset and a limit', [count('c')], { offset: 3, limit: 5 }, { c: int(2) }, RECORDED],
  [
    'a cursor',
    [count('c')],
    { orderBy: [order('n')], startAt: { values: [int(2)], before: true } },
    { c: int(2) },
    RECORDED,
  ],
  ['a projection', [sum('n')], { select: { fields: [{ fieldPath: 'd' }] } }, { s: int(6) }, RECORDED],
  ['a sum of nothing', [sum('missing')], {}, { s: int(0) }, RECORDED],
  ['an average of nothing', [avg('missing')], {}, { a: expect.toSatisfy(isNull) }, RECORDED],
  ['a sum of texts', [sum('text')], {}, { s: int(0) }, RECORDED],
  [
    'a count beside a sum of what some lack',
    [count('c'), sum('d')],
    {},
    { c: int(2), s: double('NaN') },
    RECORDED,
  ],
  ['the same twice', [sum('n', 's1'), sum('n', 's2')], {}, { s1: int(6), s2: int(6) }, RECORDED],
  ['a sum beyond 64 bits', [sum('big')], {}, { s: double(2 ** 63) }, RECORDED],
];
