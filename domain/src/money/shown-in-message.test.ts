import { describe, expect, it } from 'vitest';
import { shownInMessage } from './shown-in-message.ts';

describe('shownInMessage', () => {
  it.each([
    ['abc', '"abc"'],
    ['', '""'],
    ['a\n\u0000"', '"a\\n\\u0000\\""'],
    ['x'.repeat(40), `"${'x'.repeat(40)}"`],
    ['x'.repeat(41), `"${'x'.repeat(39)}…"`],
    ['😀'.repeat(40), `"${'😀'.repeat(40)}"`],
    ['😀'.repeat(41), `"${'😀'.repeat(39)}…"`],
    ['x'.repeat(10_000_000), `"${'x'.repeat(39)}…"`],
    ['\ud800', '"\\ud800"'],
    [Number.NaN, 'The number NaN'],
    [10n ** 60n, `The number 1${'0'.repeat(38)}…`],
    [null, 'Nothing (null)'],
    [undefined, 'Nothing (undefined)'],
    [['secret'], 'A list'],
    [{ secret: 1 }, 'An object'],
    [true, 'A boolean'],
    [Symbol('secret'), 'A symbol'],
  ])('case %#', (value, expected) => {
    expect(shownInMessage(value)).toBe(expected);
  });
});
