import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deleteField,
  formatFieldPath,
  getField,
  parseFieldPath,
  projectFields,
  setField,
} from './field-path.ts';
import { MapValue } from './map-value.ts';

describe('field paths', () => {
  it.each([
    ['a', ['a']],
    ['a.b_1.C', ['a', 'b_1', 'C']],
    ['`a.b`', ['a.b']],
    ['a.`x \\` \\\\`.b', ['a', 'x ` \\', 'b']],
    ['`é`', ['é']],
  ])('parse %s', (text, path) => expect(parseFieldPath(text)).toEqual(path));

  it.each(['', '.', 'a.', '.a', 'a..b', '1a', 'a b', '`a', '``', 'a`b`', '`a`b', 'é'])('refuse %j', text => {
    expect(() => parseFieldPath(text)).toThrow('property path');
  });

  it.each(['__x__', 'a.__x__', '`__x__`', '__name__.a', 'a.__name__'])('keep %s for the service', text => {
    expect(() => parseFieldPath(text)).toThrow('reserved name');
  });

  it('parse back from what they are printed as', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }), path => {
        fc.pre(!path.some(name => /^__.*__$/s.test(name)));
        expect(parseFieldPath(formatFieldPath(path))).toEqual(path);
      }),
    );
  });
});

describe('access by path', () => {
  const nested = MapValue.of([
    ['a', MapValue.of([['b', 1n]])],
    ['s', 'text'],
  ]);

  it('reads through maps only', () => {
    expect(getField(nested, ['a', 'b'])).toBe(1n);
    expect(getField(nested, ['s', 'length'])).toBeUndefined();
    expect(getField(nested, ['missing', 'b'])).toBeUndefined();
  });

  it('makes maps on the way', () => {
    const changed = setField(nested, ['s', 'deep', 'er'], true);
    expect(getField(changed, ['s', 'deep', 'er'])).toBe(true);
    expect(getField(nested, ['s'])).toBe('text');
  });

  it('deletes what is there and leaves the rest as it is', () => {
    expect(getField(deleteField(nested, ['a', 'b']), ['a'])).toEqual(MapValue.EMPTY);
    expect(deleteField(nested, ['a', 'x'])).toBe(nested);
    expect(deleteField(nested, ['s', 'x'])).toBe(nested);
  });

  it('projects', () => {
    expect(projectFields(nested, [['a', 'b'], ['nope']])).toEqual(
      MapValue.of([['a', MapValue.of([['b', 1n]])]]),
    );
  });
});
