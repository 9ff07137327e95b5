import { invalidArgument } from '../storage/errors.ts';
import { type FieldPath, parseFieldPath } from '../storage/field-path.ts';
import { checkOperand } from '../storage/limits.ts';
import { type DatabaseId, databaseName, parseReferenceName } from '../storage/resource-path.ts';
import { isArrayValue, ReferenceValue, type Value } from '../storage/values.ts';
import { isName } from './matcher.ts';
import type { FieldFilter, Filter, Operator } from './query.ts';
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

/** How many values an operator's list may have. */
const LIST_SIZES: Partial<Record<Operator, number>> = { in: 30, 'array-contains-any': 30, 'not-in': 10 };

const MAX_DEPTH = 100;

/** One comparison as the client wrote it: which combinations are allowed does not depend on the values. */
export interface Comparison {
  readonly field: FieldPath;
  readonly operator: Operator;
}

export interface ParsedFilter {
  /** Absent where nothing is asked for. */
  readonly filter: Filter | undefined;
  readonly comparisons: readonly Comparison[];
}

/** @throws INVALID_ARGUMENT */
export function parseFilter(message: FilterMessage, databaseId: DatabaseId): ParsedFilter {
  const comparisons: Comparison[] = [];
  return { filter: new FilterParser(databaseId, comparisons).parse(message, 0), comparisons };
}

class FilterParser {
  private readonly databaseId: DatabaseId;
  private readonly comparisons: Comparison[];

  constructor(databaseId: DatabaseId, comparisons: Comparison[]) {
    this.databaseId = databaseId;
    this.comparisons = comparisons;
  }

  parse(message: FilterMessage, depth: number): Filter | undefined {
    if (depth > MAX_DEPTH) throw invalidArgument('The filter is nested too deeply.');
    if (message.compositeFilter) return this.composite(message.compositeFilter, depth);
    if (message.unaryFilter) return this.unary(message.unaryFilter);
    if (message.fieldFilter) return this.comparison(message.fieldFilter);
    throw invalidArgument('Unknown Filter type.');
  }

  private composite(
    { op, filters: parts }: NonNullable<FilterMessage['compositeFilter']>,
    depth: number,
  ): Filter | undefined {
    const kind = COMPOSITE_OPERATORS[op];
    if (kind === undefined) throw invalidArgument('Unknown CompositeFilter operator.');
    if (kind === 'or' && parts.length === 0) {
      throw invalidArgument('Composite filter must have at least one sub-filter.');
    }
    const filters = parts.flatMap(part => this.parse(part, depth + 1) ?? []);
    return filters.length > 1 ? { kind, filters } : filters[0];
  }

  private unary({ op, field: reference }: NonNullable<FilterMessage['unaryFilter']>): Filter {
    const unary = UNARY_OPERATORS[op];
    if (unary === undefined) throw invalidArgument('Unknown UnaryFilter operator.');
    if (!reference) throw invalidArgument('Unsupported UnaryFilter operand type (non-FIELD).');
    const field = parseReference(reference);
    if (isName(field)) throw notAKey();
    this.comparisons.push({ field, operator: unary.operator });
    return { kind: 'field', field, ...unary };
  }

  private comparison(message: NonNullable<FilterMessage['fieldFilter']>): Filter {
    const field = parseReference(message.field);
    const operator = FIELD_OPERATORS[message.op];
    if (operator === undefined) throw invalidArgument('Unknown FieldFilter operator.');
    const { value } = message;
    if (value === undefined || !Object.hasOwn(message, 'value')) {
      throw invalidArgument('Cannot convert firestore.v1.Value with type unset.');
    }
    checkList(operator, value);
    this.comparisons.push({ field, operator });
    if (isName(field)) return { kind: 'field', field, operator, value: this.names(operator, value) };
    checkOperand(value);
    return withoutNullAndNaN({ kind: 'field', field, operator, value });
  }

  private names(operator: Operator, value: Value): Value {
    if (operator === 'array-contains' || operator === 'array-contains-any') {
      throw invalidArgument('the name __key__ is reserved');
    }
    if (operator === 'in' || operator === 'not-in') {
      return (value as readonly Value[]).map(item => pathOfReference(item, this.databaseId, notAKey));
    }
    return pathOfReference(value, this.databaseId, notAKey);
  }
}

function checkList(operator: Operator, value: Value): void {
  const most = LIST_SIZES[operator];
  if (most === undefined) return;
  const name = operator.toUpperCase().replaceAll('-', '_');
  if (!isArrayValue(value)) throw invalidArgument(`'${name}' requires an ArrayValue.`);
  if (value.length === 0) throw invalidArgument(`'${name}' requires a non-empty ArrayValue.`);
  if (value.length > most) throw invalidArgument(`'${name}' supports up to ${most} comparison values.`);
}

/**
 * Only the unary filters ask for null and NaN. Anywhere else the two equal nothing, not even themselves: a
 * comparison with one matches no document, and a list is what remains of it without them.
 */
function withoutNullAndNaN(filter: FieldFilter): FieldFilter {
  const { operator, value } = filter;
  if (isArrayValue(value) && LIST_SIZES[operator] !== undefined) {
    // That nothing is known to be other than null is for the matcher: null in the list matches no document.
    const kept = value.filter(item => !Number.isNaN(item) && (item !== null || operator === 'not-in'));
    return { ...filter, value: kept };
  }
  return value === null || Number.isNaN(value) ? { ...filter, operator: 'in', value: [] } : filter;
}

/** @throws INVALID_ARGUMENT */
export function parseReference(reference: FieldReferenceMessage | null | undefined): FieldPath {
  return parseFieldPath(reference?.fieldPath ?? '');
}

function notAKey(): Error {
  return invalidArgument('__key__ filter value must be a Key');
}

/**
 * The path of the document that a value for `__name__` points to.
 *
 * @param noReference what is thrown for a value of another type
 * @throws INVALID_ARGUMENT also for a reference to a collection, or into another database
 */
export function pathOfReference(value: Value, databaseId: DatabaseId, noReference: () => Error): string {
  if (!(value instanceof ReferenceValue)) throw noReference();
  const { databaseId: other, path } = parseReferenceName(value.name);
  const [wanted, given] = [databaseName(databaseId), databaseName(other)];
  if (wanted !== given) {
    throw invalidArgument(
      `The request was for database '${wanted}' but was attempting to access database '${given}'`,
    );
  }
  return path;
}
