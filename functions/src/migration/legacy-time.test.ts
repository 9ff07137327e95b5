import { describe, expect, it } from 'vitest';
import { readInstant } from './legacy-time.ts';

const noon = '2024-03-01T12:00:00.000Z';

describe('a moment of an earlier system', () => {
  it.each([
    [new Date(noon), noon],
    [1709294400, noon],
    [1709294400.5, '2024-03-01T12:00:00.500Z'],
    [1709294400000, noon],
    [1709294400000000, noon],
    [1709294400000000000, noon],
    ['1709294400', noon],
    ['1709294400000', noon],
    ['1709294400.25', '2024-03-01T12:00:00.250Z'],
    ['2024-03-01T12:00:00Z', noon],
    ['2024-03-01T12:00:00.123456Z', '2024-03-01T12:00:00.123Z'],
    ['2024-03-01T12:00:00', noon],
    ['2024-03-01 12:00:00', noon],
    ['2024-03-01 12:00:00.5', '2024-03-01T12:00:00.500Z'],
    ['2024-03-01T12:00', noon],
    ['2024-03-01', '2024-03-01T00:00:00.000Z'],
    ['2024-03-01T07:00:00-05:00', noon],
    ['2024-03-01T07:00:00-0500', noon],
    ['2024-03-01 12:00:00+00:00', noon],
    ['2024-03-01 12:00:00 UTC', noon],
    [{ seconds: 1709294400, nanoseconds: 250_000_000 }, '2024-03-01T12:00:00.250Z'],
    [{ _seconds: 1709294400, _nanoseconds: 0 }, noon],
  ])('%j is %s', (value, iso) => {
    expect(readInstant(value)?.toISOString()).toBe(iso);
  });

  it.each([
    NaN,
    Infinity,
    0,
    -1,
    12,
    1e25,
    '',
    'yesterday',
    '01/03/2024',
    '2024-13-01',
    '2024-03-01T25:00:00Z',
    '1999-12-31',
    '2100-01-01',
    new Date(Number.NaN),
    {},
    { seconds: '1709294400' },
    null,
    undefined,
    true,
  ])('%j is none', value => {
    expect(readInstant(value)).toBeUndefined();
  });
});
