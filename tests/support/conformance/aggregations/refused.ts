import { COMMON, INVALID, PROTO, RECORDED } from '../queries/row.ts';

/** Aggregations that the service refuses: with which status, in which words, and how that is known. */
export type Row = readonly [
  what: string,
  aggregations: readonly unknown[],
  code: number,
  fragment: string,
  source: string,
];

export const count = (alias?: string) => ({ ...(alias === undefined ? {} : { alias }), count: {} });
export const upTo = (limit: number | string) => ({ alias: 'c', count: { upTo: limit } });
export const sum = (fieldPath: string, alias = 's') => ({ alias, sum: { field: { fieldPath } } });
export const avg = (fieldPath: string, alias = 'a') => ({ alias, avg: { field: { fieldPath } } });
export const counts = (number: number) => Array.from({ length: number }, (_, i) => count(`c${i}`));

const TOO_MANY = 'The maximum number of aggregations allowed in an aggregation query is 5. Received: ';
const NOT_OF_NAMES = 'Aggregations are not supported for the property: __key__';
const UP_TO = 'The `up_to` value in a COUNT aggregation must be greater than or equal to zero.';
const EMPTY_PATH = 'Invalid empty property path string.';
const duplicate = (alias: string) => `Aggregation aliases contain duplicate alias: ${alias}.`;

/** How many there are, and what each is. */
const OPERATORS: readonly Row[] = [
  ['none', [], INVALID, 'Aggregations can not be empty.', RECORDED],
  ['six', counts(6), INVALID, `${TOO_MANY}6`, RECORDED],
  ['a hundred', counts(100), INVALID, `${TOO_MANY}100`, RECORDED],
  ['one that says nothing', [{}], INVALID, 'Operator field in Aggregation is not set.', RECORDED],
  [
    'one that is a name alone',
    [{ alias: 'a' }],
    INVALID,
    'Operator field in Aggregation is not set.',
    RECORDED,
  ],
  [
    'one good and one that says nothing',
    [count('c'), {}],
    INVALID,
    'Operator field in Aggregation',
    RECORDED,
  ],
  ['a count up to less than nothing', [upTo(-1)], INVALID, UP_TO, RECORDED],
  ['a count up to the least number', [upTo('-9223372036854775808')], INVALID, UP_TO, RECORDED],
];

const ALIASES: readonly Row[] = [
  ['a name twice', [count('x'), sum('n', 'x')], INVALID, duplicate('x'), RECORDED],
  ['a name that an unnamed one gets', [count('field_1'), count()], INVALID, duplicate('field_1'), RECORDED],
  ['a name that an unnamed one got', [count(), count('field_1')], INVALID, duplicate('field_1'), RECORDED],
  [
    'a name that the second of the unnamed gets',
    [count(), count('field_2'), { sum: { field: { fieldPath: 'n' } } }],
    INVALID,
    duplicate('field_2'),
    RECORDED,
  ],
  ...['__x__', '____', '__ö__', '__proto__'].map(
    (alias): Row => [
      `the reserved name ${alias}`,
      [count(alias)],
      INVALID,
      `The property.name "${alias}" is reserved.`,
      alias === '__x__' ? RECORDED : PROTO,
    ],
  ),
  [
    'a name of 1501 bytes',
    [count('a'.repeat(1501))],
    INVALID,
    'The property.name is longer than 1500 bytes.',
    RECORDED,
  ],
  ['a name of 751 letters of two bytes', [count('ö'.repeat(751))], INVALID, 'longer than 1500 bytes', COMMON],
];

/** What a sum, and in the same words an average, is computed over. */
const paths: readonly (readonly [path: string, fragment: string, source: string])[] = [
  ['', EMPTY_PATH, RECORDED],
  ['__name__', NOT_OF_NAMES, RECORDED],
  ['a..b', 'Invalid property path "a..b".', RECORDED],
  ['.a', 'Invalid property path ".a".', COMMON],
  ['a.', 'Invalid property path "a.".', RECORDED],
  ['a b', 'Invalid property path "a b".', COMMON],
  ['a-b', 'Invalid property path "a-b".', COMMON],
  ['1a', 'Invalid property path "1a".', COMMON],
  ['a[0]', 'Invalid property path', RECORDED],
  ['`a', 'Invalid property path "`a".', RECORDED],
  ['``', 'Invalid property path "``".', RECORDED],
  ['`a`b', 'Invalid property path "`a`b".', COMMON],
  ['__x__', 'Invalid reserved name in field path __x__', RECORDED],
  ['a.__x__', 'Invalid reserved name in field path __x__', RECORDED],
  ['a.__name__', 'Invalid reserved name in field path __name__', COMMON],
  ['a'.repeat(1501), 'property path is longer than 1500 bytes.', RECORDED],
  [`\`${'ö'.repeat(750)}\``, 'property path is longer than 1500 bytes.', COMMON],
];
const shown = (path: string) =>
  path.length > 20 ? `${path.slice(0, 4)}… of ${Buffer.byteLength(path)} bytes` : path;

const FIELDS: readonly Row[] = [
  ['a sum of no field', [{ alias: 's', sum: {} }], INVALID, EMPTY_PATH, RECORDED],
  ['an average of no field', [{ alias: 'a', avg: {} }], INVALID, EMPTY_PATH, RECORDED],
  ...paths.flatMap(([path, fragment, source]): Row[] => [
    [`a sum of ${shown(path)}`, [sum(path)], INVALID, fragment, source],
    [`an average of ${shown(path)}`, [avg(path)], INVALID, fragment, source],
  ]),
  [
    'a bad one behind a good one',
    [sum('n'), avg('a..b')],
    INVALID,
    'Invalid property path "a..b".',
    RECORDED,
  ],
];

export const REFUSED: readonly Row[] = [...OPERATORS, ...ALIASES, ...FIELDS];
