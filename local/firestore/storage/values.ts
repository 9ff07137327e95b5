import type { MapValue } from './map-value.ts';

/**
 * A Firestore value.
 *
 * Integers are `bigint` and doubles are `number`, so JavaScript's mixed comparison, which is exact, gives
 * Firestore's cross-type numeric order for free, and the two kinds stay apart when values are encoded.
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | TimestampValue
  | Uint8Array
  | ReferenceValue
  | GeoPointValue
  | ArrayValue
  | MapValue;

/** An array value; Firestore forbids an array directly inside an array. */
export type ArrayValue = readonly Value[];

/** A point in time with microsecond precision, years 1 to 9999. */
export class TimestampValue {
  readonly seconds: number;
  /** 0 to 999,999,000: nanoseconds below the microsecond are cut off, as the service does. */
  readonly nanos: number;

  constructor(seconds: number, nanos: number) {
    this.seconds = seconds;
    this.nanos = nanos - (nanos % 1000);
  }

  /** @param micros microseconds since the Unix epoch, within the range of exact integers */
  static fromMicros(micros: number): TimestampValue {
    const seconds = Math.floor(micros / 1_000_000);
    return new TimestampValue(seconds, (micros - seconds * 1_000_000) * 1000);
  }

  /** Microseconds since the Unix epoch; exact for the years 1684 to 2255. */
  toMicros(): number {
    return this.seconds * 1_000_000 + this.nanos / 1000;
  }
}

/** A reference to a document by its full resource name. */
export class ReferenceValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A point on the globe in degrees. */
export class GeoPointValue {
  readonly latitude: number;
  readonly longitude: number;

  constructor(latitude: number, longitude: number) {
    this.latitude = latitude;
    this.longitude = longitude;
  }
}

/** Whether a value is an array (a type guard that `Array.isArray` cannot give for readonly arrays). */
export function isArrayValue(value: Value | undefined): value is ArrayValue {
  return Array.isArray(value);
}
