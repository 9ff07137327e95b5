import { compareValues, typeOrder, valuesEqual } from '../storage/compare.ts';
import type { StoredDocument } from '../storage/document.ts';
import { type FieldPath, fieldReader, NAME_FIELD } from '../storage/field-path.ts';
import { comparePaths } from '../storage/resource-path.ts';
import { isArrayValue, type Value } from '../storage/values.ts';
import type { FieldFilter, Filter, Operator } from './query.ts';

export type DocumentPredicate = (document: StoredDocument) => boolean;

export function isName(field: FieldPath): boolean {
  return field.length === 1 && field[0] === NAME_FIELD;
}

/** Turns a filter into a function over documents. */
export function compileFilter(filter: Filter | undefined): DocumentPredicate {
  if (filter === undefined) return () => true;
  if (filter.kind === 'field') return compileField(filter);
  const parts = filter.filters.map(compileFilter);
  return filter.kind === 'and'
    ? document => parts.every(part => part(document))
    : document => parts.some(part => part(document));
}

function compileField({ field, operator, value }: FieldFilter): DocumentPredicate {
  if (isName(field)) return compileName(operator, value);
  const read = fieldReader(field);
  return ({ fields }) => {
    const present = read(fields);
    return present !== undefined && matchesValue(present, operator, value);
  };
}

/** Whether a field's value satisfies one comparison. */
function matchesValue(present: Value, operator: Operator, operand: Value): boolean {
  switch (operator) {
    case '==':
      return valuesEqual(present, operand);
    case '!=':
      return present !== null && !valuesEqual(present, operand);
    case '<':
      return isComparable(present, operand) && compareValues(present, operand) < 0;
    case '<=':
      return isComparable(present, operand) && compareValues(present, operand) <= 0;
    case '>':
      return isComparable(present, operand) && compareValues(present, operand) > 0;
    case '>=':
      return isComparable(present, operand) && compareValues(present, operand) >= 0;
    case 'array-contains':
      return isArrayValue(present) && contains(present, operand);
    case 'array-contains-any':
      return isArrayValue(present) && list(operand).some(element => contains(present, element));
    case 'in':
      return contains(list(operand), present);
    case 'not-in':
      return present !== null && !list(operand).includes(null) && !contains(list(operand), present);
  }
}

/** Ranges hold values of one type, and NaN, which is neither above nor below any number, is in none. */
function isComparable(present: Value, operand: Value): boolean {
  return typeOrder(present) === typeOrder(operand) && !Number.isNaN(present);
}

function compileName(operator: Operator, operand: Value): DocumentPredicate {
  if (isArrayValue(operand)) {
    const paths = new Set(operand);
    return operator === 'in' ? ({ path }) => paths.has(path) : ({ path }) => !paths.has(path);
  }
  const bound = String(operand);
  switch (operator) {
    case '==':
      return ({ path }) => path === bound;
    case '!=':
      return ({ path }) => path !== bound;
    case '<':
      return ({ path }) => comparePaths(path, bound) < 0;
    case '<=':
      return ({ path }) => comparePaths(path, bound) <= 0;
    case '>':
      return ({ path }) => comparePaths(path, bound) > 0;
    default:
      return ({ path }) => comparePaths(path, bound) >= 0;
  }
}

function list(value: Value): readonly Value[] {
  return isArrayValue(value) ? value : [];
}

function contains(values: readonly Value[], wanted: Value): boolean {
  return values.some(value => valuesEqual(value, wanted));
}
