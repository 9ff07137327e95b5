import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aheadMs, believed, laterOf, MAX_SKEW_MS } from './skew.ts';

const now = new Date('2026-03-02T12:00:00Z');
const at = (offsetMs: number) => new Date(now.getTime() + offsetMs);
const dates = fc.date({ noInvalidDate: true, min: at(-1e10), max: at(1e10) });

describe('a stored time', () => {
  it.each([
    [-3_600_000, true],
    [0, true],
    [60_000, true],
    [60_001, false],
    [3_600_000, false],
  ])('of %i ms from now is believed: %s', (offset, expected) => {
    expect(believed(at(offset), now)).toEqual(expected ? at(offset) : undefined);
    expect(aheadMs([undefined, at(offset), at(0)], now)).toBe(expected ? 0 : offset);
  });

  it('that is not there is not believed either, and is no sign of a wrong clock', () => {
    expect(believed(undefined, now)).toBeUndefined();
    expect(aheadMs([undefined], now)).toBe(0);
  });

  it('decides nothing for longer than clocks differ', () => {
    fc.assert(
      fc.property(dates, dates, (stored, time) => {
        const decides = believed(stored, time);
        expect(decides === undefined || decides.getTime() <= time.getTime() + MAX_SKEW_MS).toBe(true);
        expect(decides === undefined).toBe(aheadMs([stored], time) > 0);
      }),
    );
  });
});

it('the later of two times is neither before the one nor before the other', () => {
  fc.assert(
    fc.property(dates, fc.option(dates, { nil: undefined }), (one, other) => {
      const later = laterOf(one, other);
      expect(later >= one && (other === undefined || later >= other)).toBe(true);
      expect([one, other]).toContain(later);
    }),
  );
});
