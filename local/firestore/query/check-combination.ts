import { FirestoreError, invalidArgument } from '../storage/errors.ts';
import { formatFieldPath } from '../storage/field-path.ts';
import { type Conjunction, disjunctions, MAX_DISJUNCTIONS } from './disjunctions.ts';
import { isName } from './matcher.ts';
import type { Comparison } from './parse-filter.ts';
import type { Filter, Operator } from './query.ts';

const MAX_INEQUALITY_FIELDS = 10;
const MAX_COMPONENTS = 100;

/** Operators whose field the results are ordered by. */
export const INEQUALITIES: ReadonlySet<Operator> = new Set(['<', '<=', '>', '>=', '!=', 'not-in']);

interface Combination {
  readonly filter: Filter | undefined;
  readonly comparisons: readonly Comparison[];
  /** How many orders the client has given. */
  readonly orders: number;
  /** Whether the collection lies below a document. */
  readonly below: boolean;
}

/**
 * Refuses filters that the service takes one by one, but not together.
 *
 * @throws INVALID_ARGUMENT; FAILED_PRECONDITION for two searches of arrays
 */
export function checkCombination({ filter, comparisons, orders, below }: Combination): void {
  checkNegations(filter, comparisons);
  checkNames(comparisons);
  const alternatives = disjunctions(filter);
  if (alternatives === undefined) {
    throw invalidArgument(
      `Too many disjunctions after normalization. The maximum is ${MAX_DISJUNCTIONS}; split the query in two.`,
    );
  }
  if (alternatives.some(searchesTwice)) {
    throw new FirestoreError(
      'FAILED_PRECONDITION',
      'Only a single array-contains clause is allowed in a query; alternatives may have one each.',
    );
  }
  const fields = inequalityFields(comparisons);
  if (fields.size > MAX_INEQUALITY_FIELDS) {
    throw invalidArgument(
      `The query contains ${fields.size} distinct inequality fields: [${[...fields].join(', ')}]. ` +
        `A query may not have more than ${MAX_INEQUALITY_FIELDS} distinct inequality fields.`,
    );
  }
  checkSize(alternatives, orders, below);
}

function checkNegations(filter: Filter | undefined, comparisons: readonly Comparison[]): void {
  const has = (operator: Operator): boolean => comparisons.some(one => one.operator === operator);
  const negations = comparisons.filter(({ operator }) => operator === '!=' || operator === 'not-in');
  if (negations.length > 1) {
    throw invalidArgument(
      "Only a single 'NOT_EQUAL', 'NOT_IN', 'IS_NOT_NAN', or 'IS_NOT_NULL' filter allowed per query.",
    );
  }
  if (has('not-in') && (has('in') || has('array-contains-any') || hasAlternatives(filter))) {
    throw invalidArgument(
      "'NOT_IN' cannot be used in the same query with 'IN', 'ARRAY_CONTAINS_ANY' or 'OR'.",
    );
  }
}

function hasAlternatives(filter: Filter | undefined): boolean {
  if (filter === undefined || filter.kind === 'field') return false;
  return filter.kind === 'or' || filter.filters.some(hasAlternatives);
}

/** Results are ordered by inequality fields, and a name that is fixed leaves nothing to be ordered. */
function checkNames(comparisons: readonly Comparison[]): void {
  const inequalities = comparisons.filter(({ operator }) => INEQUALITIES.has(operator));
  const fixed = comparisons.some(
    ({ field, operator }) => isName(field) && (operator === '==' || operator === 'in'),
  );
  if (fixed && inequalities.length > 0 && !inequalities.some(({ field }) => isName(field))) {
    throw invalidArgument(
      'Equality on key is not allowed if there are other inequality fields and key does not appear in inequalities.',
    );
  }
}

function searchesTwice(conjunction: Conjunction): boolean {
  return conjunction.filter(({ operator }) => operator === 'array-contains').length > 1;
}

function inequalityFields(comparisons: readonly Comparison[]): Set<string> {
  return new Set(
    comparisons
      .filter(({ operator }) => INEQUALITIES.has(operator))
      .map(({ field }) => formatFieldPath(field)),
  );
}

function checkSize(alternatives: readonly Conjunction[], orders: number, below: boolean): void {
  const filters = alternatives.reduce((sum, conjunction) => sum + conjunction.length, 0);
  if (filters + orders + (below ? 1 : 0) <= MAX_COMPONENTS) return;
  throw invalidArgument(
    `The query may not have more than ${MAX_COMPONENTS} filters + sort orders + ancestor total. Currently ` +
      `there are ${filters} filters, ${orders} sort orders, and ${below ? 'one' : 'no'} ancestor filter.`,
  );
}
