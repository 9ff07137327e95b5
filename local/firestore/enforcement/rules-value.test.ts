import { describe, expect, it } from 'vitest';
import { Timestamp } from '../rules/values/time.ts';
import { Bytes, LatLng, Path, MapValue as RulesMap } from '../rules/values/value.ts';
import { MapValue } from '../storage/map-value.ts';
import { GeoPointValue, ReferenceValue, TimestampValue } from '../storage/values.ts';
import { documentPath, toRulesValue } from './rules-value.ts';

describe('a stored value, as rules see it', () => {
  it.each([[null], [true], [7n], [1.5], ['text']])('%s stays what it is', value => {
    expect(toRulesValue(value)).toBe(value);
  });

  it('a time, a place, bytes and a list are of the rules’ own types', () => {
    expect(toRulesValue(new TimestampValue(7, 5_000))).toEqual(new Timestamp(7, 5_000));
    expect(toRulesValue(new GeoPointValue(1, 2))).toEqual(new LatLng(1, 2));
    expect(toRulesValue(new Uint8Array([1]))).toEqual(new Bytes(new Uint8Array([1])));
    expect(toRulesValue([1n, new GeoPointValue(1, 2)])).toEqual([1n, new LatLng(1, 2)]);
  });

  it('a reference equals the path literal of the same document', () => {
    const reference = new ReferenceValue('projects/p/databases/(default)/documents/users/alice');
    expect(toRulesValue(reference)).toEqual(new Path(documentPath('(default)', 'users/alice')));
  });

  it('a map has its keys, and nothing that JavaScript adds', () => {
    const map = toRulesValue(MapValue.of([['a', MapValue.of([['b', 1n]])]]));
    if (!(map instanceof RulesMap)) throw new Error('no map');
    expect([map.keys(), map.size, map.has('a'), map.has('constructor')]).toEqual([['a'], 1, true, false]);
    const inner = map.get('a');
    expect(inner instanceof RulesMap && inner.get('b')).toBe(1n);
    expect(map.get('toString')).toBeUndefined();
  });
});
