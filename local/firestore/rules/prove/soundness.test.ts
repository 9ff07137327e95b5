import fc from 'fast-check';
import { expect, it } from 'vitest';
import { where } from '../../../test-support/rules/filters.ts';
import { ask, askList, rulesetOf, user } from '../../../test-support/rules/rulesets.ts';
import { equal } from '../values/equality.ts';
import { fromJson, type Json } from '../values/json.ts';
import { compare } from '../values/order.ts';
import { isList } from '../values/types.ts';
import { MapValue, type Value } from '../values/value.ts';
import type { FieldFilter, QueryFilter } from './query.ts';

const alice = user('alice');

const FIELDS = ['owner', 'n', 'tags', 'flag', 'deep.x'] as const;

const scalar = fc.oneof(
  fc.constantFrom<Json>('alice', 'bob', 'public', ''),
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom<Json>(0.5, 1.5),
  fc.boolean(),
  fc.constant(null),
);

const tags = fc.array(fc.constantFrom('alice', 'bob', 'public'), { maxLength: 3 });

const documentArbitrary = fc.record(
  {
    owner: scalar,
    n: scalar,
    tags: fc.oneof(tags, scalar),
    flag: scalar,
    deep: fc.oneof(fc.record({ x: scalar }, { requiredKeys: [] }), scalar),
    secret: scalar,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<{ [field: string]: Json }>;

const fieldFilter: fc.Arbitrary<FieldFilter> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...FIELDS), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), scalar)
    .map(([field, operator, value]) => where(field, operator as FieldFilter['operator'], fromJson(value))),
  fc
    .tuple(
      fc.constantFrom(...FIELDS),
      fc.constantFrom('in', 'not-in'),
      fc.array(scalar, { minLength: 1, maxLength: 3 }),
    )
    .map(([field, operator, value]) => where(field, operator as FieldFilter['operator'], fromJson(value))),
  fc.constantFrom('alice', 'bob').map(value => where('tags', 'array-contains', value)),
  tags.filter(list => list.length > 0).map(list => where('tags', 'array-contains-any', list)),
);

const filterArbitrary: fc.Arbitrary<QueryFilter> = fc.letrec<{ filter: QueryFilter }>(tie => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fieldFilter,
    fc
      .tuple(
        fc.constantFrom<'and' | 'or'>('and', 'or'),
        fc.array(tie('filter'), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, filters]) => ({ kind, filters })),
  ),
})).filter;

const read = (document: Value, field: readonly string[]): Value | undefined => {
  let value: Value | undefined = document;
  for (const key of field) value = value instanceof MapValue ? value.get(key) : undefined;
  return value;
};

/** The definition of a filter, written from the description of queries. */
const holds = (document: Value, filter: QueryFilter): boolean => {
  if (filter.kind !== 'field') {
    const part = (inner: QueryFilter) => holds(document, inner);
    return filter.kind === 'and' ? filter.filters.every(part) : filter.filters.some(part);
  }
  const value = read(document, filter.field);
  if (value === undefined) return false;
  const list = isList(filter.value) ? filter.value : [];
  const order = compare(value, filter.value) ?? Number.NaN;
  switch (filter.operator) {
    case '==':
      return equal(value, filter.value);
    case '!=':
      return value !== null && !equal(value, filter.value);
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case 'in':
      return list.some(item => equal(value, item));
    case 'not-in':
      return value !== null && !list.some(item => equal(value, item));
    case 'array-contains':
      return isList(value) && value.some(item => equal(item, filter.value));
    case 'array-contains-any':
      return isList(value) && value.some(item => list.some(wanted => equal(item, wanted)));
  }
};

/** Changes a document towards a filter, so that more of the random documents match. */
const bend = (
  document: { readonly [field: string]: Json },
  filter: QueryFilter,
  pick: number,
): { [field: string]: Json } => {
  if (filter.kind !== 'field') {
    const parts =
      filter.kind === 'and'
        ? filter.filters
        : filter.filters.slice(pick % filter.filters.length, (pick % filter.filters.length) + 1);
    return parts.reduce((bent, part) => bend(bent, part, pick), { ...document });
  }
  const { field, operator } = filter;
  const values = isList(filter.value) ? filter.value : [filter.value];
  const value = toJson(values[pick % values.length] ?? null);
  if (operator === '!=' || operator === 'not-in')
    return { owner: 'x', n: 9, tags: 'x', flag: 'x', ...document };
  const bentValue = operator.startsWith('array')
    ? [value, 'public']
    : (operator === '<' || operator === '>') && typeof value === 'number'
      ? value + (operator === '<' ? -1 : 1)
      : value;
  const [name = '', inner] = field;
  return { ...document, [name]: inner === undefined ? bentValue : { [inner]: bentValue } };
};

const toJson = (value: Value): Json => {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'object' && value !== null ? null : value;
};

const literal = (value: Json): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

const operand = fc.oneof(
  fc.constantFrom(...FIELDS, 'missing').map(field => `resource.data.${field}`),
  fc.constantFrom(
    "resource.data.get('owner', 'alice')",
    "resource.data.get('secret', 0)",
    'request.auth.uid',
  ),
  scalar.map(literal),
);

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='] as const;

/** Tests that say what a filter says, or nearly. */
const restated = (filter: QueryFilter): string[] => {
  if (filter.kind !== 'field') return filter.filters.flatMap(restated);
  const field = `resource.data.${filter.field.join('.')}`;
  const values = (isList(filter.value) ? filter.value : [filter.value]).map(value => literal(toJson(value)));
  const list = `[${values.join(', ')}]`;
  return [
    ...COMPARISONS.flatMap(operator => values.map(value => `(${field} ${operator} ${value})`)),
    `(${field} in ${list})`,
    `(${values[0]} in ${field})`,
    `${field}.hasAny(${list})`,
    `${field}.hasAll(${list})`,
    `${field}.hasOnly(${list})`,
    `(${field} != null)`,
    `(${field} is string)`,
    `(${field} is number)`,
  ];
};

const conditionFor = (filter: QueryFilter): fc.Arbitrary<string> =>
  fc.letrec<{ rule: string }>(tie => ({
    rule: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 8, arbitrary: fc.constantFrom(...restated(filter)) },
      { weight: 2, arbitrary: fc.constantFrom('true', 'false') },
      fc
        .tuple(operand, fc.constantFrom(...COMPARISONS), operand)
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc
        .tuple(operand, fc.constantFrom('string', 'int', 'number', 'bool', 'list', 'map'))
        .map(([value, type]) => `(${value} is ${type})`),
      fc.constantFrom(...FIELDS).map(field => `(request.auth.uid in resource.data.${field})`),
      fc.constantFrom(
        "('secret' in resource.data)",
        "('owner' in resource.data)",
        "('x' in resource.data.deep)",
        'resource.data.flag',
        "resource.data.keys().hasAll(['owner'])",
        "resource.data.keys().hasOnly(['owner', 'n'])",
        "resource.data.deep.keys().hasAny(['x'])",
        'isOwner(resource.data)',
        'lets()',
        'unused()',
      ),
      { weight: 2, arbitrary: tie('rule').map(rule => `!${rule}`) },
      {
        weight: 3,
        arbitrary: fc.tuple(tie('rule'), tie('rule')).map(([left, right]) => `(${left} && ${right})`),
      },
      {
        weight: 3,
        arbitrary: fc.tuple(tie('rule'), tie('rule')).map(([left, right]) => `(${left} || ${right})`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('rule'), tie('rule'), tie('rule'))
          .map(([test, left, right]) => `(${test} ? ${left} : ${right})`),
      },
    ),
  })).rule;

const queryAndRule = filterArbitrary.chain(filter => fc.tuple(fc.constant(filter), conditionFor(filter)));

const FUNCTIONS = `function isOwner(data) { return data.owner == request.auth.uid; }
  function lets() { let n = resource.data.n; let flag = resource.data.flag; return flag || n > 0; }
  function unused() { let n = resource.data.n; return true; }`;

it('never proves a query that could return a document which the rule denies', () => {
  let proven = 0;
  let checked = 0;
  fc.assert(
    fc.property(
      queryAndRule,
      fc.array(documentArbitrary, { minLength: 8, maxLength: 20 }),
      ([filter, rule], documents) => {
        const ruleset = rulesetOf(`${FUNCTIONS} match /docs/{doc} { allow get, list: if ${rule}; }`);
        if (!askList(ruleset, 'docs', { auth: alice, filter }).allowed) return;
        proven += 1;
        const bent = documents.map((document, pick) => bend(document, filter, pick));
        const candidates = [...documents, ...bent];
        for (const before of candidates.filter(document => holds(fromJson(document), filter))) {
          checked += 1;
          expect({ before, allowed: ask(ruleset, { path: 'docs/d', auth: alice, before }).allowed }).toEqual({
            before,
            allowed: true,
          });
        }
      },
    ),
    { numRuns: 3000 },
  );
  // Enough of the random rules have to be provable for this to mean anything.
  expect(proven).toBeGreaterThan(50);
  expect(checked).toBeGreaterThan(500);
});

it('proves a rule that repeats the filters of the query', () => {
  const comparable = fc
    .tuple(fc.constantFrom('owner', 'n', 'flag'), fc.constantFrom('==', '<', '<=', '>', '>='), scalar)
    .filter(([, operator, value]) => operator === '==' || (typeof value !== 'boolean' && value !== null));
  fc.assert(
    fc.property(fc.array(comparable, { minLength: 1, maxLength: 4 }), conditions => {
      const rule = conditions.map(
        ([field, operator, value]) => `resource.data.${field} ${operator} ${literal(value)}`,
      );
      const filters = conditions.map(([field, operator, value]) =>
        where(field, operator as FieldFilter['operator'], fromJson(value)),
      );
      // Filters that contradict each other return nothing; what is proven then does not matter.
      fc.pre(new Set(conditions.map(([field]) => field)).size === conditions.length);
      const ruleset = rulesetOf(`match /docs/{doc} { allow list: if ${rule.join(' && ')}; }`);
      expect(askList(ruleset, 'docs', { filter: { kind: 'and', filters } }).allowed).toBe(true);
    }),
  );
});
