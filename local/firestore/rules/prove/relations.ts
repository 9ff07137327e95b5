import { equal, numbersEqual } from '../values/equality.ts';
import { fail } from '../values/evaluation-error.ts';
import { isList, typeOf } from '../values/types.ts';
import { MapValue, Path, SetValue, type Value } from '../values/value.ts';
import {
  type Abstract,
  EITHER,
  failed,
  NO,
  type Symbolic,
  type Truth,
  truth,
  typesOf,
  YES,
} from './abstract.ts';
import { excludes, type Relation, relationTo } from './knowledge.ts';
import { comparableTypes, mayBeEqual, overlap, typeSet, within } from './type-sets.ts';

export const not = (value: Truth): Truth => truth(value.mayBeFalse, value.mayBeTrue, value.mayFail);

const isNumber = (value: Value): value is bigint | number =>
  typeof value === 'bigint' || typeof value === 'number';

const symbolEquals = (symbol: Symbolic, value: Value): Truth => {
  if (excludes(symbol.known, value)) return NO;
  const exact = symbol.known.exact?.value;
  if (exact !== undefined) return equal(exact, value) ? YES : NO;
  return relationTo(symbol.known, value) === 'equal' ? YES : EITHER;
};

const pathEquals = (left: readonly (string | undefined)[], right: readonly (string | undefined)[]): Truth => {
  if (left.length !== right.length) return NO;
  const differs = left.some((segment, index) => {
    const other = right[index];
    return segment !== undefined && other !== undefined && segment !== other;
  });
  return differs ? NO : EITHER;
};

const sameField = (left: Symbolic, right: Symbolic): boolean =>
  left.field !== undefined && JSON.stringify(left.field) === JSON.stringify(right.field);

/** `==` between values that do not fail, of which not both are known. */
export const equality = (left: Abstract, right: Abstract): Truth => {
  if (left.kind === 'known') return right.kind === 'known' ? EITHER : equality(right, left);
  if (!mayBeEqual(typesOf(left), typesOf(right))) return NO;
  if (left.kind === 'symbolic') {
    if (right.kind === 'known') return symbolEquals(left, right.value);
    // NaN is not equal to itself.
    const reflexive = right.kind === 'symbolic' && sameField(left, right) && !left.known.types.has('float');
    return reflexive ? YES : EITHER;
  }
  if (left.kind === 'path') {
    if (right.kind === 'path') return pathEquals(left.segments, right.segments);
    if (right.kind === 'known' && right.value instanceof Path) {
      return pathEquals(left.segments, right.value.segments);
    }
  }
  return EITHER;
};

type Ordering = '<' | '<=' | '>' | '>=';

const MIRRORED: { readonly [O in Ordering]: Ordering } = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** Which answers to an ordering a relation leaves open. */
const orderingUnder = (operator: Ordering, relation: Relation): Truth => {
  const less = relation === undefined || relation === 'less' || relation === 'less-or-equal';
  const same = relation !== 'less' && relation !== 'greater';
  const greater = relation === undefined || relation === 'greater' || relation === 'greater-or-equal';
  switch (operator) {
    case '<':
      return truth(less, same || greater);
    case '<=':
      return truth(less || same, greater);
    case '>':
      return truth(greater, same || less);
    case '>=':
      return truth(greater || same, less);
  }
};

const ORDERED = typeSet('int', 'float', 'string', 'bytes', 'timestamp', 'duration');

const orderAgainst = (operator: Ordering, symbol: Symbolic, value: Value): Abstract => {
  const comparable = comparableTypes(value);
  const { types } = symbol.known;
  if (!overlap(types, comparable) || !overlap(comparable, ORDERED)) {
    return failed(
      fail(`Unsupported operation error. Received: ${[...types].join('|')} ${operator} ${typeOf(value)}.`),
    );
  }
  const { mayBeTrue, mayBeFalse } = orderingUnder(operator, relationTo(symbol.known, value));
  return truth(mayBeTrue, mayBeFalse, !within(types, comparable));
};

/** `<`, `<=`, `>` and `>=` between values that do not fail, of which not both are known. */
export const ordering = (operator: Ordering, left: Abstract, right: Abstract): Abstract => {
  if (left.kind === 'symbolic' && right.kind === 'known') return orderAgainst(operator, left, right.value);
  if (left.kind === 'known' && right.kind === 'symbolic') {
    return orderAgainst(MIRRORED[operator], right, left.value);
  }
  return truth(true, true, true);
};

/** Any of several alternatives. */
const anyOf = (answers: readonly Truth[]): Truth =>
  truth(
    answers.some(answer => answer.mayBeTrue),
    !answers.some(answer => !answer.mayBeFalse),
  );

/**
 * Whether a value that differs is among known ones. Numbers are compared by value: a query for 1 returns
 * documents with 1.0 as well, and the rule that repeats the query's own list is meant to allow it.
 */
const amongKnown = (symbol: Abstract, members: readonly Value[]): Truth =>
  anyOf(members.map(value => equality(symbol, { kind: 'known', value })));

/** Whether a list that is only known to have some elements has this one. */
export const hasElement = (elements: readonly Value[], wanted: Value): boolean =>
  elements.some(item =>
    isNumber(item) && isNumber(wanted) ? numbersEqual(item, wanted) : equal(item, wanted),
  );

const inKnown = (element: Abstract, container: Value): Abstract => {
  if (isList(container)) return amongKnown(element, container);
  if (container instanceof SetValue) return amongKnown(element, [...container.members.values()]);
  if (!(container instanceof MapValue)) return truth(false, false, true);
  const among = amongKnown(element, container.keys());
  return truth(among.mayBeTrue, among.mayBeFalse, !within(typesOf(element), typeSet('string')));
};

const inElements = (element: Abstract, container: Symbolic): Abstract => {
  const certain = within(container.known.types, typeSet('list'));
  if (certain && element.kind === 'known' && hasElement(container.known.elements, element.value)) return YES;
  return truth(true, true, !certain);
};

/** `in` where not both sides are known and the right one is no map of the document. */
export const membership = (element: Abstract, container: Abstract): Abstract => {
  switch (container.kind) {
    case 'known':
      return inKnown(element, container.value);
    case 'list':
      return anyOf(
        container.items.map(item =>
          item.kind === 'known' && element.kind === 'known'
            ? truth(equal(item.value, element.value), !equal(item.value, element.value))
            : equality(element, item),
        ),
      );
    case 'keys': {
      const included = element.kind === 'known' && container.includes.some(key => key === element.value);
      return included ? YES : EITHER;
    }
    case 'symbolic':
      return inElements(element, container);
    default:
      return truth(true, true, true);
  }
};
