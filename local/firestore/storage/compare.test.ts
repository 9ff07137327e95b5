import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { value } from '../../test-support/firestore/arbitraries.ts';
import { compareValues, valuesEqual } from './compare.ts';
import { MapValue } from './map-value.ts';
import { GeoPointValue, ReferenceValue, TimestampValue, type Value } from './values.ts';

const map = (entries: Record<string, Value>): MapValue => MapValue.of(Object.entries(entries));
const vector = (...value: number[]): MapValue => map({ __type__: '__vector__', value });
const ref = (path: string): ReferenceValue => new ReferenceValue(`projects/p/databases/d/documents/${path}`);

/** In ascending order; values in one row are equal. */
const ASCENDING: Value[][] = [
  [null],
  [false],
  [true],
  [Number.NaN],
  [Number.NEGATIVE_INFINITY],
  [-(2n ** 63n), -(2 ** 63)],
  [-1.5],
  [-1n, -1],
  [0n, 0],
  [Number.MIN_VALUE],
  [1n, 1],
  [1.1],
  [2n ** 53n, 2 ** 53],
  [2n ** 53n + 1n],
  [2n ** 53n + 2n, 2 ** 53 + 2],
  [2n ** 63n - 1n],
  [2 ** 63],
  [Number.POSITIVE_INFINITY],
  [new TimestampValue(-1, 0)],
  [new TimestampValue(1, 1000), new TimestampValue(1, 1999)],
  [new TimestampValue(2, 0)],
  [''],
  ['\u0000'],
  ['A'],
  ['a'],
  ['ab'],
  ['é'],
  ['\uFFFD'],
  ['\u{10000}'],
  [new Uint8Array([])],
  [new Uint8Array([0])],
  [new Uint8Array([0, 1])],
  [new Uint8Array([255])],
  [ref('a/__id9__')],
  [ref('a/__id10__')],
  [ref('a/b')],
  [ref('a/b/c/d')],
  [ref('a/b0')],
  [ref('b/a')],
  [new GeoPointValue(-1, 5)],
  [new GeoPointValue(1, -5)],
  [new GeoPointValue(1, 0)],
  [[]],
  [[1n], [1]],
  [[1n, 2n]],
  [[2n]],
  [vector()],
  [vector(9)],
  [vector(1, 2)],
  [map({})],
  [map({ a: 1n }), map({ a: 1 })],
  [map({ a: 1n, b: 0n })],
  [map({ a: 2n })],
  [map({ b: 0n })],
];

describe('order of values', () => {
  it('agrees with the documented order for every pair of the table', () => {
    ASCENDING.forEach((row, i) => {
      ASCENDING.forEach((other, j) => {
        for (const a of row) {
          for (const b of other) expect(Math.sign(compareValues(a, b))).toBe(Math.sign(i - j));
        }
      });
    });
  });

  it('is a total order', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(compareValues(a, a)).toBe(0);
        expect(Math.sign(compareValues(a, b))).toBe(-Math.sign(compareValues(b, a)) + 0);
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) {
          expect(compareValues(a, c)).toBeLessThanOrEqual(0);
        }
        expect(valuesEqual(a, b)).toBe(compareValues(a, b) === 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('orders strings as their UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (x, y) => {
        const [a, b] = [x.toWellFormed(), y.toWellFormed()];
        expect(Math.sign(compareValues(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  it('compares integers with doubles exactly', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.double({ noNaN: true }),
        (a, b) => {
          const exact = Number.isFinite(b) ? compareFractions([a, 1n], exactFraction(b)) : b > 0 ? -1 : 1;
          expect(Math.sign(compareValues(a, b))).toBe(exact);
        },
      ),
    );
  });
});

/** A double is an integer times a power of two: exactly the fraction returned. */
function exactFraction(double: number): [bigint, bigint] {
  let numerator = double;
  let denominator = 1n;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return [BigInt(numerator), denominator];
}

function compareFractions([a, b]: [bigint, bigint], [c, d]: [bigint, bigint]): number {
  return a * d < c * b ? -1 : a * d > c * b ? 1 : 0;
}
