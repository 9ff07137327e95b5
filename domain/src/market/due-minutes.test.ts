import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueIn, nextMinuteForEverybody } from './due-minutes.ts';

const at = (time: string) => new Date(`${time}:00.000Z`);

describe('a minute', () => {
  it.each([
    ['a minute before the open, in winter', '2026-03-02T14:29', false, false],
    ['at the open', '2026-03-02T14:30', true, true],
    ['a minute before the open, in summer', '2026-03-09T13:29', false, false],
    ['at the open', '2026-03-09T13:30', true, true],
    ['within the session, in no fifth minute', '2026-03-09T16:01', true, true],
    ['in the last minute', '2026-03-09T19:59', true, true],
    ['at the close', '2026-03-09T20:00', false, true],
    ['a minute after the close', '2026-03-09T20:01', false, false],
    ['in the fifth minute after it', '2026-03-09T20:05', false, true],
    ['before an early close', '2026-11-27T17:59', true, true],
    ['a minute after an early close', '2026-11-27T18:01', false, false],
    ['on a Saturday', '2026-03-07T16:01', false, false],
    ['in a fifth minute of a Saturday', '2026-03-07T16:10', false, true],
    ['on a holiday', '2026-12-25T16:01', false, false],
    ['at what would be the open of a holiday', '2026-12-25T14:31', false, false],
  ])('%s', (_when, time, marketOpen, forEverybody) => {
    expect(dueIn(at(time), 5)).toEqual({ marketOpen, forEverybody });
  });

  it('at the close is due for everybody, whatever the interval', () => {
    expect(dueIn(at('2026-03-09T20:00'), 7).forEverybody).toBe(true);
    expect(dueIn(at('2026-11-27T18:00'), 59).forEverybody).toBe(true);
  });

  it('is one of an open market, and due for everybody, where the interval is one', () => {
    expect(dueIn(at('2026-03-07T16:01'), 1)).toEqual({ marketOpen: true, forEverybody: true });
  });
});

describe('the next minute for everybody', () => {
  const minutes = fc
    .integer({
      min: at('2024-01-01T00:00').getTime() / 60_000,
      max: at('2028-01-01T00:00').getTime() / 60_000,
    })
    .map(minute => new Date(minute * 60_000));

  it('is one, after this minute, with none between them, and not further off than the interval', () => {
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 60 }), (minute, closedMinutes) => {
        const next = nextMinuteForEverybody(minute, closedMinutes);
        const distance = (next.getTime() - minute.getTime()) / 60_000;
        expect(distance).toBeGreaterThanOrEqual(1);
        expect(distance).toBeLessThanOrEqual(closedMinutes);
        const between = Array.from(
          { length: distance - 1 },
          (_, n) => new Date(minute.getTime() + (n + 1) * 60_000),
        );
        expect(between.filter(each => dueIn(each, closedMinutes).forEverybody)).toEqual([]);
        expect(dueIn(next, closedMinutes).forEverybody).toBe(true);
      }),
    );
  });
});
