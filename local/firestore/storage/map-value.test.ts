import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldReader, getField } from './field-path.ts';
import { MapValue } from './map-value.ts';
import { compareUtf8 } from './utf8-order.ts';

const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', '10', '9', 'é', '\u{1F600}', '\uFFFD');

describe('MapValue', () => {
  it('behaves like a map with sorted keys', () => {
    const step = fc.tuple(key, fc.option(fc.bigInt({ min: 0n, max: 9n })));
    fc.assert(
      fc.property(fc.array(step), steps => {
        let value = MapValue.EMPTY;
        const model = new Map<string, bigint>();
        for (const [name, content] of steps) {
          if (content === null) {
            value = value.without(name);
            model.delete(name);
          } else {
            value = value.with(name, content);
            model.set(name, content);
          }
        }
        expect([...value.entries()]).toEqual([...model].sort(([a], [b]) => compareUtf8(a, b)));
        for (const [name, content] of model) expect(value.get(name)).toBe(content);
        expect(MapValue.of(model).keys).toEqual(value.keys);
      }),
    );
  });

  it('keeps the last of two entries with the same key', () => {
    expect(
      MapValue.of([
        ['a', 1n],
        ['b', 2n],
        ['a', 3n],
      ]).get('a'),
    ).toBe(3n);
  });

  it('shares the keys of maps that are alike', () => {
    expect(
      MapValue.of([
        ['x', 1n],
        ['y', 2n],
      ]).keys,
    ).toBe(
      MapValue.of([
        ['y', 1n],
        ['x', 2n],
      ]).keys,
    );
  });
});

describe('fieldReader', () => {
  it('reads the same as a plain lookup, from maps of any shape in turn', () => {
    const map = fc.array(fc.tuple(key, fc.bigInt({ min: 0n, max: 9n }))).map(entries => MapValue.of(entries));
    fc.assert(
      fc.property(key, fc.array(map), (name, maps) => {
        const read = fieldReader([name]);
        const nested = fieldReader(['outer', name]);
        for (const fields of maps) {
          expect(read(fields)).toBe(getField(fields, [name]));
          const outer = MapValue.of([['outer', fields]]);
          expect(nested(outer)).toBe(getField(outer, ['outer', name]));
        }
      }),
    );
  });
});
