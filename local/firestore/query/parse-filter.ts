import { invalidArgument } from '../storage/errors.ts';
import { NAME_FIELD, parseFieldPath } from '../storage/field-path.ts';
import { type DatabaseId, databaseName } from '../storage/resource-path.ts';
import { isArrayValue, ReferenceValue, type Value } from '../storage/values.ts';
import { isName } from './matcher.ts';
import type { Filter, Operator } from './query.ts';
import { COMPOSITE_OPERATORS, type FieldReferenceMessage, type FilterMessage } from './structured-query.ts';

const FIELD_OPERATORS: Readonly<Record<number, Operator>> = {
  1: '<',
  2: '<=',
  3: '>',
  4: '>=',
  5: '==',
  6: '!=',
  7: 'array-contains',
  8: 'in',
  9: 'array-contains-any',
  10: 'not-in',
};

const UNARY_OPERATORS: Readonly<Record<number, { operator: Operator; value: Value }>> = {
  2: { operator: '==', value: Number.NaN },
  3: { operator: '==', value: null },
  4: { operator: '!=', value: Number.NaN },
  5: { operator: '!=', value: null },
};

const MAX_DEPTH = 100;
const MAX_NOT_IN = 10;

/** @throws INVALID_ARGUMENT */
export function parseFilter(message: FilterMessage, databaseId: DatabaseId, depth = 0): Filter {
  if (depth > MAX_DEPTH) throw invalidArgument('The filter is nested too deeply.');
  if (message.compositeFilter) {
    const kind = COMPOSITE_OPERATORS[message.compositeFilter.op];
    if (kind === undefined) throw invalidArgument('A composite filter has no operator.');
    const filters = message.compositeFilter.filters.map(part => parseFilter(part, databaseId, depth + 1));
    if (filters.length === 0) throw invalidArgument('A composite filter has no filters.');
    return filters.length === 1 && filters[0] !== undefined ? filters[0] : { kind, filters };
  }
  if (message.unaryFilter) {
    const field = parseReference(message.unaryFilter.field);
    const unary = UNARY_OPERATORS[message.unaryFilter.op];
    if (unary === undefined) throw invalidArgument('A unary filter has no operator.');
    if (isName(field)) throw invalidArgument(`Unary filters are not allowed on ${NAME_FIELD}.`);
    return { kind: 'field', field, ...unary };
  }
  if (message.fieldFilter) return parseFieldFilter(message.fieldFilter, databaseId);
  throw invalidArgument('A filter is empty.');
}

function parseFieldFilter(
  message: NonNullable<FilterMessage['fieldFilter']>,
  databaseId: DatabaseId,
): Filter {
  const field = parseReference(message.field);
  const operator = FIELD_OPERATORS[message.op];
  if (operator === undefined) throw invalidArgument('A field filter has no operator.');
  const { value } = message;
  if (value === undefined || !Object.hasOwn(message, 'value')) {
    throw invalidArgument('A field filter has no value.');
  }
  const takesList = operator === 'in' || operator === 'not-in' || operator === 'array-contains-any';
  if (takesList) {
    if (!isArrayValue(value) || value.length === 0) {
      throw invalidArgument(`'${wireName(operator)}' requires a non-empty ArrayValue.`);
    }
    if (operator === 'not-in' && value.length > MAX_NOT_IN) {
      throw invalidArgument(`'NOT_IN' supports up to ${MAX_NOT_IN} comparison values.`);
    }
  }
  if (!isName(field)) return { kind: 'field', field, operator, value };
  if (operator === 'array-contains' || operator === 'array-contains-any') {
    throw invalidArgument(`'${wireName(operator)}' is not allowed on ${NAME_FIELD}.`);
  }
  const paths = isArrayValue(value)
    ? value.map(item => pathOfReference(item, databaseId))
    : pathOfReference(value, databaseId);
  return { kind: 'field', field, operator, value: paths };
}

function wireName(operator: Operator): string {
  return operator.toUpperCase().replaceAll('-', '_');
}

/** @throws INVALID_ARGUMENT */
export function parseReference(reference: FieldReferenceMessage | null | undefined): readonly string[] {
  if (!reference) throw invalidArgument('A field reference is missing.');
  return parseFieldPath(reference.fieldPath);
}

/** The path that a `__name__` operand points to. @throws INVALID_ARGUMENT unless it is in this database */
export function pathOfReference(value: Value, databaseId: DatabaseId): string {
  if (!(value instanceof ReferenceValue)) {
    throw invalidArgument(`${NAME_FIELD} filter value must be a Key`);
  }
  const prefix = `${databaseName(databaseId)}/documents/`;
  if (!value.name.startsWith(prefix)) {
    throw invalidArgument(`${NAME_FIELD} filter value must belong to the database of the request.`);
  }
  return value.name.slice(prefix.length);
}
