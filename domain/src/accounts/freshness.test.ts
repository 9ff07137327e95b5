import { describe, expect, it } from 'vitest';
import { freshnessOf, intervalOf, isPause } from './freshness.ts';

const now = new Date('2026-03-02T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const MINUTE = 60_000;

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
  expect(freshnessOf(ago(age), now)).toBe(freshness);
});

it('without a snapshot it is never', () => {
  expect(freshnessOf(null, now)).toBe('never');
});

describe('a snapshot that says when the next one is due', () => {
  it.each([
    ['nothing of it', null, MINUTE],
    ['in a minute', 60_000, MINUTE],
    ['sooner than the next pulse', 10_000, MINUTE],
    ['before it was written', -60_000, MINUTE],
    ['in five minutes', 5 * MINUTE, 5 * MINUTE],
    ['at the next whole five minutes', 4 * MINUTE + 53_000, 4 * MINUTE + 53_000],
    ['as late as can be', 61 * MINUTE, 61 * MINUTE],
    ['later than can be', 61 * MINUTE + 1, MINUTE],
    ['in a year', 365 * 24 * 60 * MINUTE, MINUTE],
    ['never, as far as dates go', 8.64e15 - now.getTime(), MINUTE],
  ])('%s', (_, inMs, interval) => {
    const dueAt = inMs === null ? null : ago(-inMs);
    expect(intervalOf({ syncedAt: now, failedAt: null, dueAt })).toBe(interval);
  });

  it.each([
    [5 * MINUTE, 6 * MINUTE, 'fresh'],
    [5 * MINUTE, 6 * MINUTE + 1, 'delayed'],
    [5 * MINUTE, 9 * MINUTE, 'delayed'],
    [5 * MINUTE, 9 * MINUTE + 1, 'stale'],
    [60 * MINUTE, 61 * MINUTE, 'fresh'],
    [5 * MINUTE, -60_001, 'stale'],
    // Nobody believes in two hours, so it is judged as if nothing had been said.
    [120 * MINUTE, 2 * MINUTE, 'fresh'],
    [120 * MINUTE, 2 * MINUTE + 1, 'delayed'],
    [120 * MINUTE, 5 * MINUTE + 1, 'stale'],
  ] as const)('due after %i ms and %i ms old is %s', (dueAfter, age, freshness) => {
    const syncedAt = ago(age);
    const dueAt = new Date(syncedAt.getTime() + dueAfter);
    expect(freshnessOf(syncedAt, now, intervalOf({ syncedAt, failedAt: null, dueAt }))).toBe(freshness);
  });

  it.each([
    ['as before', null, 9 * MINUTE],
    ['from that attempt on', 5 * MINUTE, 5 * MINUTE],
    ['a minute at the least', MINUTE / 2, MINUTE],
    ['from the success on, where that came later', 12 * MINUTE, 9 * MINUTE],
  ])('and was not renewed by the last attempt stands %s', (_, beforeDue, interval) => {
    const dueAt = ago(-9 * MINUTE);
    const failedAt = beforeDue === null ? null : new Date(dueAt.getTime() - beforeDue);
    expect(intervalOf({ syncedAt: now, failedAt, dueAt })).toBe(interval);
  });

  it.each([
    ['nothing is said', null, false],
    ['the next is due in a minute', MINUTE, false],
    ['clocks differ by as much as they may', 2 * MINUTE, false],
    ['it is longer than that', 2 * MINUTE + 1, true],
    ['the market is closed', 5 * MINUTE, true],
    ['nobody can believe it', 62 * MINUTE, false],
  ])('is a pause or not where %s', (_, inMs, expected) => {
    expect(isPause({ syncedAt: now, failedAt: null, dueAt: inMs === null ? null : ago(-inMs) })).toBe(
      expected,
    );
  });
});
