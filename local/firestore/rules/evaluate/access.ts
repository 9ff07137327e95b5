import { segmentsOf } from '../library/path.ts';
import { unsupported } from '../library/signature.ts';
import { LIMITS } from '../syntax/limits.ts';
import { type EvaluationError, fail, nullValue, undefinedProperty } from '../values/evaluation-error.ts';
import { isList, typeOf } from '../values/types.ts';
import { MapValue, type Outcome, Path, type Value } from '../values/value.ts';
import { chargeWork } from '../values/work.ts';

/** `target.name`. */
export const member = (target: Value, name: string): Outcome => {
  if (target instanceof MapValue) return target.get(name) ?? missingKey(target, name);
  return target === null ? nullValue() : undefinedProperty(name);
};

/** A key whose value is null is there; `??` cannot tell it from a missing one. */
const missingKey = (map: MapValue, key: string): Outcome => (map.has(key) ? null : undefinedProperty(key));

const outOfBounds = (index: bigint, size: number): EvaluationError =>
  fail(`Index out of bound error. Index: [${index}] , size: [${size}].`);

const elementsOf = (target: Value): string | readonly Value[] | undefined => {
  if (typeof target === 'string' || isList(target)) return target;
  return target instanceof Path ? target.segments : undefined;
};

/** `target[index]`: by position in lists, strings and paths, by key in maps. */
export const element = (target: Value, index: Value): Outcome => {
  if (target instanceof MapValue && typeof index === 'string') {
    return target.get(index) ?? missingKey(target, index);
  }
  if (target === null) return nullValue();
  const elements = elementsOf(target);
  if (elements === undefined || typeof index !== 'bigint') {
    return unsupported(
      `${typeOf(target)}[${typeOf(index)}]`,
      'list[int], string[int], path[int], map[string]',
    );
  }
  if (index < 0n || index >= elements.length) return outOfBounds(index, elements.length);
  return elements[Number(index)] ?? null;
};

/**
 * `target[from:to]`. Nothing is clamped: `from` and the last index taken (`to - 1`) must both be valid, even when
 * the slice is empty. So `[1, 2][1:1]` is empty, while `[1, 2][0:0]` and `[1, 2][2:2]` are errors.
 */
export const slice = (target: Value, from: Value, to: Value): Outcome => {
  if (target === null) return nullValue();
  const sliceable = typeof target === 'string' || isList(target);
  if (!sliceable || typeof from !== 'bigint' || typeof to !== 'bigint') {
    return unsupported(`${typeOf(target)}[${typeOf(from)}:${typeOf(to)}]`, 'list[int:int], string[int:int]');
  }
  const size = target.length;
  if (from < 0n || from >= size) return outOfBounds(from, size);
  if (to < 1n || to > size) return outOfBounds(to - 1n, size);
  if (from > to) return outOfBounds(from, size);
  chargeWork(size >> 3);
  return target.slice(Number(from), Number(to));
};

/** Puts a path literal together from its literal and its filled-in parts. */
export const buildPath = (parts: readonly Value[]): Outcome => {
  const segments: string[] = [];
  for (const part of parts) {
    const own = segmentsOf(part);
    if (own === undefined) return unsupported(`path segment ${typeOf(part)}`, 'path segment string');
    segments.push(...own);
    if (segments.length > LIMITS.pathSegments) return fail('Path has too many segments.');
  }
  return new Path(segments);
};
