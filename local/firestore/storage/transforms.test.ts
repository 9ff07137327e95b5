import { describe, expect, it } from 'vitest';
import { MapValue } from './map-value.ts';
import { applyTransforms } from './transforms.ts';
import { TimestampValue, type Value } from './values.ts';
import type { FieldTransform } from './write.ts';

const now = new TimestampValue(5, 0);
const MAX = 2n ** 63n - 1n;

function result(present: Value | undefined, operation: FieldTransform['operation']): Value | undefined {
  const fields = present === undefined ? MapValue.EMPTY : MapValue.of([['f', present]]);
  return applyTransforms(fields, [{ field: ['f'], operation }], now).fields.get('f');
}

describe('numeric transforms', () => {
  it.each<[Value | undefined, number | bigint, Value]>([
    [undefined, 2n, 2n],
    ['text', 2n, 2n],
    [1n, 2n, 3n],
    [1n, 0.5, 1.5],
    [1.5, 1n, 2.5],
    [MAX, 1n, MAX],
    [-MAX, -5n, -(2n ** 63n)],
    [Number.NaN, 1n, Number.NaN],
  ])('increment %s by %s gives %s', (present, operand, expected) => {
    expect(result(present, { kind: 'increment', operand })).toEqual(expected);
  });

  it.each<[Value | undefined, number | bigint, Value, Value]>([
    [undefined, 2n, 2n, 2n],
    [1n, 2n, 2n, 1n],
    [3n, 3, 3n, 3n],
    [3, 3n, 3, 3],
    [1n, Number.NaN, Number.NaN, Number.NaN],
    [Number.NaN, 1n, Number.NaN, Number.NaN],
    [2n ** 53n + 1n, 2 ** 53, 2n ** 53n + 1n, 2 ** 53],
  ])('of %s and %s the maximum is %s, the minimum %s', (present, operand, maximum, minimum) => {
    expect(result(present, { kind: 'maximum', operand })).toEqual(maximum);
    expect(result(present, { kind: 'minimum', operand })).toEqual(minimum);
  });
});

describe('array transforms', () => {
  it('add what is missing, by the equality of queries', () => {
    expect(result([1n, 'a'], { kind: 'arrayUnion', elements: [1, 'b', 'b', null] })).toEqual([
      1n,
      'a',
      'b',
      null,
    ]);
    expect(result('text', { kind: 'arrayUnion', elements: ['a'] })).toEqual(['a']);
  });

  it('remove every occurrence', () => {
    expect(result([1n, 2n, 1, Number.NaN], { kind: 'arrayRemove', elements: [1n, Number.NaN] })).toEqual([
      2n,
    ]);
    expect(result(undefined, { kind: 'arrayRemove', elements: [1n] })).toEqual([]);
  });

  it('report null, other transforms their value', () => {
    const { results } = applyTransforms(
      MapValue.EMPTY,
      [
        { field: ['list'], operation: { kind: 'arrayUnion', elements: [1n] } },
        { field: ['n'], operation: { kind: 'increment', operand: 4n } },
        { field: ['t'], operation: { kind: 'serverTimestamp' } },
      ],
      now,
    );
    expect(results).toEqual([null, 4n, now]);
  });
});
