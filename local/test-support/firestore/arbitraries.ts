import fc from 'fast-check';
import { MapValue } from '../../firestore/storage/map-value.ts';
import { GeoPointValue, ReferenceValue, TimestampValue, type Value } from '../../firestore/storage/values.ts';

/** Random inputs for property tests: small domains, so that equal and neighbouring values are frequent. */

const text = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'ab', 'ä', '\u{1F600}', '\uFFFD', 'z'),
  fc.string({ maxLength: 6, unit: 'binary' }).map(value => value.toWellFormed()),
);

const integer = fc.oneof(
  fc.bigInt({ min: -3n, max: 3n }),
  fc.constantFrom(2n ** 53n, 2n ** 53n + 1n, -(2n ** 63n), 2n ** 63n - 1n),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);

const double = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53),
  // The server does not keep the sign of zero.
  fc.double().map(value => value + 0),
);

const timestamp = fc
  .tuple(
    fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -62_135_596_800, max: 253_402_300_799 })),
    fc.constantFrom(0, 1000, 123_000_000, 999_999_000),
  )
  .map(([seconds, nanos]) => new TimestampValue(seconds, nanos));

const reference = fc
  .constantFrom('a/b', 'a/c', 'a/b/c/d', 'a/__id7__', 'a/__id10__')
  .map(path => new ReferenceValue(`projects/p/databases/d/documents/${path}`));

const geoPoint = fc
  .tuple(fc.constantFrom(-90, 0, 1.5, 90), fc.constantFrom(-180, 0, 1.5, 180))
  .map(([latitude, longitude]) => new GeoPointValue(latitude, longitude));

const vector = fc.array(double, { maxLength: 3 }).map(value =>
  MapValue.of([
    ['__type__', '__vector__'],
    ['value', value],
  ]),
);

/** Values that hold no others. */
const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  integer,
  double,
  text,
  timestamp,
  fc.uint8Array({ maxLength: 4 }),
  reference,
  geoPoint,
  vector,
);

/** Any value that may be stored, nested a few levels. */
export const value: fc.Arbitrary<Value> = fc.letrec<{ map: MapValue; element: Value; any: Value }>(tie => ({
  map: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'é', '10', '9'), tie('any')), { maxLength: 3 })
    .map(entries => MapValue.of(entries)),
  // An array may not hold an array directly.
  element: fc.oneof({ maxDepth: 2 }, scalar, tie('map')),
  any: fc.oneof({ maxDepth: 2 }, scalar, tie('map'), fc.array(tie('element'), { maxLength: 3 })),
})).any;

/** Fields of a document, from few names and often-colliding values. */
export const smallFields: fc.Arbitrary<MapValue> = fc
  .record(
    {
      a: fc.oneof(fc.bigInt({ min: 0n, max: 4n }), fc.constantFrom<Value>(0.5, 1, null, 'x', Number.NaN)),
      b: fc.oneof(fc.bigInt({ min: 0n, max: 3n }), fc.constantFrom<Value>('x', 'y', null)),
      tags: fc.array(fc.constantFrom<Value>('x', 'y', 'z', 1n), { maxLength: 3 }),
      m: fc.bigInt({ min: 0n, max: 2n }).map(n => MapValue.of([['n', n]])),
    },
    { requiredKeys: [] },
  )
  .map(record => MapValue.of(Object.entries(record)));
