import {
  type Abstract,
  asTruth,
  canFail,
  settle,
  symbolic,
  type Truth,
  truth,
  typesOf,
  withFailure,
} from './abstract.ts';
import { anyValue } from './knowledge.ts';

const settled = (value: Truth, left: Abstract, right: Abstract | undefined): Abstract => {
  if (value.mayBeTrue || value.mayBeFalse) return settle(value);
  // Fails for every document: keep the error that says why.
  if (left.kind === 'failed') return left;
  return right?.kind === 'failed' ? right : value;
};

/** `left && right`: false wherever one side is, true where both are, an error otherwise. */
export const bothOf = (left: Abstract, right: () => Abstract): Abstract => {
  const a = asTruth(left);
  if (!a.mayBeTrue && !a.mayFail) return settle(a);
  const other = right();
  const b = asTruth(other);
  const mayFail = (a.mayFail && (b.mayBeTrue || b.mayFail)) || (a.mayBeTrue && b.mayFail);
  return settled(truth(a.mayBeTrue && b.mayBeTrue, a.mayBeFalse || b.mayBeFalse, mayFail), left, other);
};

/** `left || right`: true wherever one side is, false where both are, an error otherwise. */
export const eitherOf = (left: Abstract, right: () => Abstract): Abstract => {
  const a = asTruth(left);
  if (!a.mayBeFalse && !a.mayFail) return settle(a);
  const other = right();
  const b = asTruth(other);
  const mayFail = (a.mayFail && (b.mayBeFalse || b.mayFail)) || (a.mayBeFalse && b.mayFail);
  return settled(truth(a.mayBeTrue || b.mayBeTrue, a.mayBeFalse && b.mayBeFalse, mayFail), left, other);
};

const isBoolean = (value: Abstract): boolean =>
  value.kind === 'truth' || (value.kind === 'known' && typeof value.value === 'boolean');

/** One value or the other, depending on the document. */
export const join = (left: Abstract, right: Abstract): Abstract => {
  if (left.kind === 'failed') return withFailure(right);
  if (right.kind === 'failed') return withFailure(left);
  if (isBoolean(left) && isBoolean(right)) {
    const a = asTruth(left);
    const b = asTruth(right);
    return settle(truth(a.mayBeTrue || b.mayBeTrue, a.mayBeFalse || b.mayBeFalse, a.mayFail || b.mayFail));
  }
  const types = new Set([...typesOf(left), ...typesOf(right)]);
  return symbolic(anyValue(types), undefined, canFail(left) || canFail(right));
};

/** Whether a condition is true for every document. */
export const isProven = (value: Abstract): boolean => {
  const { mayBeTrue, mayBeFalse, mayFail } = asTruth(value);
  return mayBeTrue && !mayBeFalse && !mayFail;
};
