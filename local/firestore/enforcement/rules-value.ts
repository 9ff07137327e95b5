import { Timestamp } from '../rules/values/time.ts';
import * as rules from '../rules/values/value.ts';
import { MapValue } from '../storage/map-value.ts';
import { segmentsOf } from '../storage/resource-path.ts';
import {
  GeoPointValue,
  isArrayValue,
  ReferenceValue,
  TimestampValue,
  type Value,
} from '../storage/values.ts';

/** A stored value as the rules language sees it. Maps are converted field by field, when a rule reads them. */
export function toRulesValue(value: Value): rules.Value {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof MapValue) return new LazyMap(value);
  if (isArrayValue(value)) return value.map(toRulesValue);
  if (value instanceof TimestampValue) return toRulesTime(value);
  if (value instanceof ReferenceValue) return referencePath(value.name);
  if (value instanceof GeoPointValue) return new rules.LatLng(value.latitude, value.longitude);
  return new rules.Bytes(value);
}

export const toRulesTime = ({ seconds, nanos }: TimestampValue): Timestamp => new Timestamp(seconds, nanos);

/** The path of a document as rules spell it: without the project, from the database on. */
export const documentPath = (database: string, path: string): string[] => [
  'databases',
  database,
  'documents',
  ...segmentsOf(path),
];

/** The path of a document as the database spells it. */
export const relativePath = (path: readonly string[]): string => path.slice(3).join('/');

/** `projects/P/databases/D/documents/…` loses its first two segments, and so equals a path literal. */
const referencePath = (name: string): rules.Path => new rules.Path(name.split('/').slice(2));

/** A stored map that rules read: most rules look at a few fields of a document. */
export class LazyMap extends rules.MapValue {
  private readonly stored: MapValue;

  constructor(stored: MapValue) {
    super();
    this.stored = stored;
  }

  get(key: string): rules.Value | undefined {
    const value = this.stored.get(key);
    return value === undefined ? undefined : toRulesValue(value);
  }

  keys(): readonly string[] {
    return this.stored.keys;
  }

  override has(key: string): boolean {
    return this.stored.has(key);
  }

  override get size(): number {
    return this.stored.size;
  }
}
