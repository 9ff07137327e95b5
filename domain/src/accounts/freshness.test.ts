import { expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';

const now = new Date('2026-03-02T12:00:00Z');

it.each([
  [0, 'fresh'],
  [120_000, 'fresh'],
  [120_001, 'delayed'],
  [300_000, 'delayed'],
  [300_001, 'stale'],
  [-5_000, 'fresh'],
  [-60_000, 'fresh'],
  [-60_001, 'stale'],
] as const)('a snapshot of %i ms ago is %s', (age, freshness) => {
  expect(freshnessOf(new Date(now.getTime() - age), now)).toBe(freshness);
});

it('without a snapshot it is never', () => {
  expect(freshnessOf(null, now)).toBe('never');
});
