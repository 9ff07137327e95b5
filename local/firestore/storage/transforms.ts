import { compareNumbers, valuesEqual } from './compare.ts';
import { getField, setField } from './field-path.ts';
import type { MapValue } from './map-value.ts';
import { isArrayValue, type TimestampValue, type Value } from './values.ts';
import type { FieldTransform } from './write.ts';

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** Fields after some transforms, and the result that each of them reports to the client. */
export interface Transformed {
  readonly fields: MapValue;
  readonly results: readonly Value[];
}

/** @param requestTime the value of server timestamps */
export function applyTransforms(
  fields: MapValue,
  transforms: readonly FieldTransform[],
  requestTime: TimestampValue,
): Transformed {
  let current = fields;
  const results: Value[] = [];
  for (const transform of transforms) {
    const next = transformed(getField(current, transform.field), transform, requestTime);
    current = setField(current, transform.field, next);
    results.push(isArrayValue(next) ? null : next);
  }
  return { fields: current, results };
}

function transformed(
  present: Value | undefined,
  { operation }: FieldTransform,
  requestTime: TimestampValue,
): Value {
  switch (operation.kind) {
    case 'serverTimestamp':
      return requestTime;
    case 'increment':
      return isNumber(present) ? add(present, operation.operand) : operation.operand;
    case 'maximum':
      return isNumber(present) ? extreme(present, operation.operand, 1) : operation.operand;
    case 'minimum':
      return isNumber(present) ? extreme(present, operation.operand, -1) : operation.operand;
    case 'arrayUnion':
      return union(isArrayValue(present) ? present : [], operation.elements);
    case 'arrayRemove':
      return (isArrayValue(present) ? present : []).filter(
        element => !operation.elements.some(removed => valuesEqual(element, removed)),
      );
  }
}

function isNumber(value: Value | undefined): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Two integers add up to an integer that stops at the ends of its 64 bits; anything else is a double. */
function add(a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    const sum = a + b;
    return sum > INT64_MAX ? INT64_MAX : sum < INT64_MIN ? INT64_MIN : sum;
  }
  return Number(a) + Number(b);
}

/** The present value stays when both are equal; NaN wins over everything. */
function extreme(present: number | bigint, operand: number | bigint, sign: 1 | -1): number | bigint {
  if (Number.isNaN(present)) return present;
  if (Number.isNaN(operand)) return operand;
  return compareNumbers(operand, present) * sign > 0 ? operand : present;
}

function union(present: readonly Value[], elements: readonly Value[]): Value[] {
  const result = [...present];
  for (const element of elements) {
    if (!result.some(existing => valuesEqual(existing, element))) result.push(element);
  }
  return result;
}
