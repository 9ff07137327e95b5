import { checkedInt } from '../library/math.ts';
import { unsupported } from '../library/signature.ts';
import { durationFrom, timestampFrom } from '../library/times.ts';
import type { BinaryOperator } from '../syntax/ast.ts';
import { equal } from '../values/equality.ts';
import { fail } from '../values/evaluation-error.ts';
import { valueKey } from '../values/keys.ts';
import { compare } from '../values/order.ts';
import { Duration, Timestamp } from '../values/time.ts';
import { isList, typeOf } from '../values/types.ts';
import { MapValue, type Outcome, SetValue, type Value } from '../values/value.ts';
import { chargeWork, textTooLong } from '../values/work.ts';

type StrictOperator = Exclude<BinaryOperator, '&&' | '||'>;

const mismatch = (operator: string, left: Value, right: Value, expected: string): Outcome =>
  unsupported(`${typeOf(left)} ${operator} ${typeOf(right)}`, expected);

/** `x in y`: an element of a list or set, type included, or a key of a map. */
const contains = (element: Value, container: Value): Outcome => {
  if (container instanceof MapValue) {
    if (typeof element === 'string') return container.has(element);
    return mismatch('in', element, container, 'string in map');
  }
  if (container instanceof SetValue) return container.members.has(valueKey(element));
  if (!isList(container)) return mismatch('in', element, container, 'any in list, set or map');
  chargeWork(container.length >> 2);
  if (typeof element === 'string' || typeof element === 'bigint' || typeof element === 'boolean') {
    return container.includes(element);
  }
  const key = valueKey(element);
  return container.some(item => valueKey(item) === key);
};

const ordered = (operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): Outcome => {
  const order = compare(left, right);
  if (order === undefined) return mismatch(operator, left, right, 'two values of one ordered type');
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
};

type Arithmetic = '+' | '-' | '*' | '/' | '%';

const integers = (operator: Arithmetic, left: bigint, right: bigint): Outcome => {
  switch (operator) {
    case '+':
      return checkedInt(left + right);
    case '-':
      return checkedInt(left - right);
    case '*':
      return checkedInt(left * right);
    case '/':
      return right === 0n ? fail('Divide by zero error.') : checkedInt(left / right);
    case '%':
      return right === 0n ? fail('Divide by zero error.') : left % right;
  }
};

const floats = (operator: Arithmetic, left: number, right: number): Outcome => {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
};

const times = (operator: '+' | '-', left: Value, right: Value): Outcome | undefined => {
  if (!(right instanceof Duration)) {
    if (!(right instanceof Timestamp)) return undefined;
    if (operator === '-' && left instanceof Timestamp) {
      return durationFrom(left.totalNanos() - right.totalNanos());
    }
    const sum = operator === '+' && left instanceof Duration;
    return sum ? timestampFrom(left.totalNanos() + right.totalNanos()) : undefined;
  }
  const shift = operator === '+' ? right.totalNanos() : -right.totalNanos();
  if (left instanceof Timestamp) return timestampFrom(left.totalNanos() + shift);
  return left instanceof Duration ? durationFrom(left.totalNanos() + shift) : undefined;
};

const arithmetic = (operator: Arithmetic, left: Value, right: Value): Outcome => {
  if (typeof left === 'bigint' && typeof right === 'bigint') return integers(operator, left, right);
  const leftIsNumber = typeof left === 'bigint' || typeof left === 'number';
  const rightIsNumber = typeof right === 'bigint' || typeof right === 'number';
  if (leftIsNumber && rightIsNumber) return floats(operator, Number(left), Number(right));
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') {
    return textTooLong(left.length + right.length) ?? left + right;
  }
  const shifted = operator === '+' || operator === '-' ? times(operator, left, right) : undefined;
  return shifted ?? mismatch(operator, left, right, `numbers${operator === '+' ? ' or strings' : ''}`);
};

/** Applies an operator that needs both of its operands. */
export const applyBinary = (operator: StrictOperator, left: Value, right: Value): Outcome => {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case 'in':
      return contains(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
};

export const applyUnary = (operator: '-' | '!', operand: Value): Outcome => {
  if (operator === '!') {
    return typeof operand === 'boolean' ? !operand : unsupported(`!${typeOf(operand)}`, '!bool');
  }
  if (typeof operand === 'bigint') return checkedInt(-operand);
  return typeof operand === 'number' ? -operand : unsupported(`-${typeOf(operand)}`, '-int, -float');
};
