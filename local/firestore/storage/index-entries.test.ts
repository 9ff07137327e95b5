import { describe, expect, it } from 'vitest';
import { checkIndexEntries } from './index-entries.ts';
import { MapValue } from './map-value.ts';

const fields = (count: number): [string, bigint][] => Array.from({ length: count }, (_, n) => [`f${n}`, 1n]);

describe('entries in the automatic indexes', () => {
  it('are two for a plain field', () => {
    expect(() => checkIndexEntries(MapValue.of(fields(20_000)))).not.toThrow();
    expect(() => checkIndexEntries(MapValue.of(fields(20_001)))).toThrow('too many index entries');
  });

  it('are one for an element of an array', () => {
    const array = (length: number) => MapValue.of([['list', Array.from({ length }, () => true)]]);
    expect(() => checkIndexEntries(array(40_000))).not.toThrow();
    expect(() => checkIndexEntries(array(40_001))).toThrow('too many index entries');
  });

  it('are those of its fields for a map', () => {
    expect(() => checkIndexEntries(MapValue.of([['map', MapValue.of(fields(20_001))]]))).toThrow();
  });
});
