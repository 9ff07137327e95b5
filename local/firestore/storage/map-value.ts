import { compareUtf8 } from './utf8-order.ts';
import type { Value } from './values.ts';

type Keys = readonly string[];

const NO_KEYS: Keys = [];
const SHARED_KEYS_MAX = 64;
const SHARED_TABLE_MAX = 20_000;
const sharedKeys = new Map<string, Keys>();

/** Maps with the same field names share one array of names, so that many alike documents stay small. */
function share(keys: string[]): Keys {
  if (keys.length === 0) return NO_KEYS;
  if (keys.length > SHARED_KEYS_MAX) return keys;
  const signature = keys.join('\u0000');
  const known = sharedKeys.get(signature);
  if (known !== undefined) return known;
  if (sharedKeys.size >= SHARED_TABLE_MAX) sharedKeys.clear();
  sharedKeys.set(signature, keys);
  return keys;
}

/** An immutable map value (also the fields of a document), its keys in UTF-8 order. */
export class MapValue {
  static readonly EMPTY = new MapValue(NO_KEYS, []);

  readonly keys: Keys;
  readonly values: readonly Value[];

  private constructor(keys: Keys, values: readonly Value[]) {
    this.keys = keys;
    this.values = values;
  }

  /** Builds a map; of two entries with the same key the later one counts. */
  static of(entries: Iterable<readonly [string, Value]>): MapValue {
    const sorted = [...entries].sort((a, b) => compareUtf8(a[0], b[0]));
    const keys: string[] = [];
    const values: Value[] = [];
    for (const [key, value] of sorted) {
      if (keys[keys.length - 1] === key) values[values.length - 1] = value;
      else {
        keys.push(key);
        values.push(value);
      }
    }
    return new MapValue(share(keys), values);
  }

  get size(): number {
    return this.keys.length;
  }

  get(key: string): Value | undefined {
    const at = this.indexOf(key);
    return at < 0 ? undefined : this.values[at];
  }

  has(key: string): boolean {
    return this.indexOf(key) >= 0;
  }

  /** Position of a key in `keys` and `values`, or a negative number. */
  positionOf(key: string): number {
    return this.indexOf(key);
  }

  *entries(): Generator<[string, Value]> {
    for (let i = 0; i < this.keys.length; i++) {
      yield [this.keys[i] as string, this.values[i] as Value];
    }
  }

  /** A copy with one key set. */
  with(key: string, value: Value): MapValue {
    const at = this.indexOf(key);
    if (at >= 0) return new MapValue(this.keys, this.values.with(at, value));
    const insertion = -at - 1;
    return new MapValue(
      share(this.keys.toSpliced(insertion, 0, key)),
      this.values.toSpliced(insertion, 0, value),
    );
  }

  /** A copy without a key; the same map when it does not have it. */
  without(key: string): MapValue {
    const at = this.indexOf(key);
    if (at < 0) return this;
    return new MapValue(share(this.keys.toSpliced(at, 1)), this.values.toSpliced(at, 1));
  }

  /** Position of a key, or `-(insertion point) - 1`. */
  private indexOf(key: string): number {
    const keys = this.keys;
    let low = 0;
    let high = keys.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = compareUtf8(keys[middle] as string, key);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -low - 1;
  }
}
