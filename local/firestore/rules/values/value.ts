import type { EvaluationError } from './evaluation-error.ts';
import type { Duration, Timestamp } from './time.ts';

/**
 * What an expression of the rules language can be. Integers are bigints within 64 bits, floats are numbers:
 * `1` and `1.0` are different values that compare as equal. Lists are arrays.
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Bytes
  | Timestamp
  | Duration
  | LatLng
  | Path
  | ListValue
  | SetValue
  | MapValue
  | MapDiff;

export type ListValue = readonly Value[];

/** What evaluating gives: a value, or an error that an enclosing `||` or `&&` may absorb. */
export type Outcome = Value | EvaluationError;

export class Bytes {
  readonly data: Uint8Array;

  constructor(data: Uint8Array) {
    this.data = data;
  }
}

/** Degrees; latitude within ±90, longitude within ±180. */
export class LatLng {
  readonly latitude: number;
  readonly longitude: number;

  constructor(latitude: number, longitude: number) {
    this.latitude = latitude;
    this.longitude = longitude;
  }
}

/** A path by its segments. A document's is `databases/{db}/documents/...`; a bound `**` variable's is relative. */
export class Path {
  readonly segments: readonly string[];

  constructor(segments: readonly string[]) {
    this.segments = segments;
  }
}

/**
 * A map. Abstract, so that a caller can hand documents over without converting fields that no rule reads.
 * Only own keys exist: there is no prototype to leak.
 */
export abstract class MapValue {
  /** undefined when there is no such key. */
  abstract get(key: string): Value | undefined;

  /** All keys, sorted. */
  abstract keys(): readonly string[];

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  get size(): number {
    return this.keys().length;
  }
}

/** A map held in memory. */
export class StoredMap extends MapValue {
  private readonly entries: ReadonlyMap<string, Value>;

  constructor(entries: Iterable<readonly [string, Value]>) {
    super();
    this.entries = new Map(entries);
  }

  get(key: string): Value | undefined {
    return this.entries.get(key);
  }

  override has(key: string): boolean {
    return this.entries.has(key);
  }

  keys(): readonly string[] {
    return [...this.entries.keys()].sort();
  }

  override get size(): number {
    return this.entries.size;
  }
}

/** A set; its members are distinct by `valueKey`. */
export class SetValue {
  readonly members: ReadonlyMap<string, Value>;

  constructor(members: ReadonlyMap<string, Value>) {
    this.members = members;
  }
}

/** What `map.diff(other)` gives: `after` is the receiver, `before` the argument. */
export class MapDiff {
  readonly after: MapValue;
  readonly before: MapValue;

  constructor(after: MapValue, before: MapValue) {
    this.after = after;
    this.before = before;
  }
}
