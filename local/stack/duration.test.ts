import { expect, test } from 'vitest';
import { formatInterval, formatSeconds, parseDuration } from './duration.ts';

test.each([
  ['5s', 5_000],
  ['1m', 60_000],
  ['90s', 90_000],
  ['2h', 7_200_000],
  ['0s', undefined],
  ['5', undefined],
  ['1.5m', undefined],
  ['-1s', undefined],
  ['5d', undefined],
  ['', undefined],
])('%s is %s milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  [420, '0.42 s'],
  [9_999, '10.00 s'],
  [12_340, '12.3 s'],
])('%s ms reads %s', (milliseconds, text) => {
  expect(formatSeconds(milliseconds)).toBe(text);
});

test.each([
  [5_000, '5 seconds'],
  [60_000, 'minute'],
  [90_000, '90 seconds'],
  [7_200_000, '2 hours'],
])('an interval of %s ms reads %s', (milliseconds, text) => {
  expect(formatInterval(milliseconds)).toBe(text);
});
