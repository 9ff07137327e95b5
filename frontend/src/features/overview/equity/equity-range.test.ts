import { describe, expect, it } from 'vitest';
import { daysOf, pointsInRange } from './equity-range.ts';

const now = new Date('2026-03-02T15:00:30Z');

describe('a range of the equity curve', () => {
  it('of a day touches two UTC days', () => {
    expect(daysOf('1D', now)).toEqual(['2026-03-01', '2026-03-02']);
  });

  it('of a week touches eight, over the end of a month', () => {
    expect(daysOf('1W', now)).toEqual([
      '2026-02-23',
      '2026-02-24',
      '2026-02-25',
      '2026-02-26',
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
  });

  it('holds the points after its beginning, and none from the future', () => {
    const at = (time: string) => ({ at: new Date(time), value: '1' });
    const days = [
      [at('2026-03-01T15:00:00Z'), at('2026-03-01T15:01:00Z')],
      [at('2026-03-02T15:00:00Z'), at('2026-03-02T15:01:00Z')],
    ];
    expect(pointsInRange(days, '1D', now).map(point => point.at.toISOString())).toEqual([
      '2026-03-01T15:01:00.000Z',
      '2026-03-02T15:00:00.000Z',
    ]);
  });
});
