import { describe, expect, it } from 'vitest';
import { parseSide } from './side.ts';

describe('parseSide', () => {
  it.each([
    ['BUY', 'BUY'],
    ['buy', 'BUY'],
    ['Long', 'BUY'],
    ['SELL', 'SELL'],
    ['sELl', 'SELL'],
    ['short', 'SELL'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseSide(text)).toBe(expected);
  });

  it.each([
    '',
    'hold',
    'buy ',
    'ſell',
    'sell_short',
    'constructor',
    '__proto__',
    1,
    null,
    undefined,
    ['buy'],
  ])('refuses %j', value => {
    expect(() => parseSide(value)).toThrowError(
      / is not a side: "buy" \(or "long"\) and "sell" \(or "short"\)/,
    );
  });

  it('shows the word that was refused, shortened', () => {
    expect(() => parseSide('hold')).toThrowError(/^"hold" is not/);
    expect(() => parseSide('x'.repeat(100))).toThrowError(/^"x{39}…" is not/);
  });
});
