import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatMoney,
  formatPercent,
  formatPrice,
  formatQuantity,
  formatShortQuantity,
  formatSignedMoney,
  formatSignedPercent,
  signOf,
} from './decimals.ts';
import { HIDDEN, shortText, unlessHidden } from './text.ts';
import { formatDateTime, formatExactTime, formatRelative, formatTime } from './time.ts';

const CASES: readonly [string, (decimal: string) => string, readonly (readonly [string, string])[]][] = [
  [
    'money',
    formatMoney,
    [
      ['10250.37', '$10,250.37'],
      ['-0.05', '−$0.05'],
      ['0.00', '$0.00'],
      ['-0.00', '$0.00'],
      // A float would print …991.00 and …992.00 alike.
      ['999999999999999.99', '$999,999,999,999,999.99'],
      ['9007199254740993.01', '$9,007,199,254,740,993.01'],
      ['garbage', 'garbage'],
    ],
  ],
  [
    'signed money',
    formatSignedMoney,
    [
      ['12.00', '+$12.00'],
      ['-12.00', '−$12.00'],
      ['0.00', '$0.00'],
    ],
  ],
  [
    'a price',
    formatPrice,
    [
      ['187.5', '187.50'],
      ['187.1234', '187.1234'],
      ['64000', '64,000.00'],
      ['0.0000125', '0.0000125'],
      ['0.5', '0.5000'],
    ],
  ],
  [
    'a quantity',
    formatQuantity,
    [
      ['40', '40'],
      ['0.150000001', '0.150000001'],
      ['-1250.5', '−1,250.5'],
    ],
  ],
  [
    'a percentage',
    formatPercent,
    [
      ['2.5', '2.50%'],
      ['-0.3049', '−0.30%'],
    ],
  ],
  [
    'a signed percentage',
    formatSignedPercent,
    [
      ['2.5', '+2.50%'],
      ['0', '0.00%'],
      ['0.001', '0.00%'],
      ['-0.001', '0.00%'],
    ],
  ],
];

describe.each(CASES)('%s', (_, format, cases) => {
  it.each(cases)('prints %s as %s', (decimal, text) => {
    expect(format(decimal)).toBe(text);
  });
});

it.each([
  ['-0.01', -1],
  ['-0.00', 0],
  ['0', 0],
  ['0.000000001', 1],
] as const)('the sign of %s is %s', (decimal, sign) => {
  expect(signOf(decimal)).toBe(sign);
});

it('counts with separators', () => {
  expect(formatCount(10_000)).toBe('10,000');
});

it('hides amounts behind dots of one length', () => {
  expect([unlessHidden(true, '$1.00'), unlessHidden(true, '$1,000,000.00')]).toEqual([HIDDEN, HIDDEN]);
  expect(unlessHidden(false, '$1.00')).toBe('$1.00');
});

it.each([
  ['12:00:03', 'just now'],
  ['12:00:12', '12 sec. ago'],
  ['12:02:59', '2 min. ago'],
  ['15:10:00', '3 hr. ago'],
  ['11:56:00', 'in 4 min.'],
])('at %s, noon is %s', (now, text) => {
  expect(formatRelative(new Date('2026-03-02T12:00:00Z'), new Date(`2026-03-02T${now}Z`))).toBe(text);
});

describe('times in the zone of the trader', () => {
  const at = new Date('2026-03-02T19:05:09Z');
  it.each([
    ['America/New_York', '02 Mar 2026, 14:05'],
    ['Asia/Tokyo', '03 Mar 2026, 04:05'],
    ['UTC', '02 Mar 2026, 19:05'],
  ])('%s', (zone, text) => {
    expect(formatDateTime(at, zone)).toBe(text);
  });

  it('shows seconds and the zone where they are asked for', () => {
    expect(formatTime(at, 'UTC')).toBe('19:05:09');
    expect(formatExactTime(at, 'UTC')).toBe('02 Mar 2026, 19:05:09 UTC');
  });

  it('falls back to the zone of the browser when the preference names none that exists', () => {
    expect(formatDateTime(at, 'Mars/Olympus')).toBe(formatDateTime(at, 'system'));
  });
});

it.each([
  ['40', '40'],
  ['5.260389268', '5.2603…'],
  ['0.015', '0.015'],
  ['0.000000001', '0.000000001'],
  ['-0.000012345', '−0.000012345'],
  ['123456789.123456789', '123,456,789.1234…'],
])('shortens the quantity %s to %s', (quantity, short) => {
  expect(formatShortQuantity(quantity)).toBe(short);
});

it('shortens a text between words, so that no number is cut', () => {
  expect(shortText('It moved by 0.18% in 10 sessions.', 19)).toBe('It moved by 0.18% …');
  expect(shortText('It moved.', 20)).toBe('It moved.');
  expect(shortText('x'.repeat(50), 20)).toBe('…');
});
