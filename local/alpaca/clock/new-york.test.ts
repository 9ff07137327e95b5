import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  hoursBehindUtc,
  newYorkDate,
  newYorkHourMinute,
  newYorkIso,
  newYorkTime,
  weekday,
} from './new-york.ts';

const oracle = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const moments = fc.integer({
  min: Date.parse('2008-01-01T00:00:00Z') / 1000,
  max: Date.parse('2037-12-31T00:00:00Z') / 1000,
});

describe('New York time', () => {
  it('agrees with the time zone database', () => {
    fc.assert(
      fc.property(moments, seconds => {
        const ms = seconds * 1000;
        const [date, time] = oracle.format(ms).split(' ');
        expect(newYorkDate(ms)).toBe(date);
        expect(newYorkHourMinute(ms)).toBe(time?.slice(0, 5));
        expect(Date.parse(newYorkIso(ms))).toBe(ms);
      }),
    );
  });

  it('finds the instant of an opening on both sides of a clock change', () => {
    expect(newYorkTime('2017-03-10', 570)).toBe(Date.parse('2017-03-10T14:30:00Z'));
    expect(newYorkTime('2017-03-13', 570)).toBe(Date.parse('2017-03-13T13:30:00Z'));
    expect(newYorkTime('2017-11-03', 570)).toBe(Date.parse('2017-11-03T13:30:00Z'));
    expect(newYorkTime('2017-11-06', 570)).toBe(Date.parse('2017-11-06T14:30:00Z'));
    expect(hoursBehindUtc(Date.parse('2017-03-12T06:59:59Z'))).toBe(5);
    expect(hoursBehindUtc(Date.parse('2017-03-12T07:00:00Z'))).toBe(4);
    expect(hoursBehindUtc(Date.parse('2017-11-05T06:00:00Z'))).toBe(5);
  });

  it('counts days over months and knows weekdays', () => {
    expect(addDays('2016-02-28', 1)).toBe('2016-02-29');
    expect(addDays('2017-01-01', -1)).toBe('2016-12-31');
    expect(weekday('2017-01-03')).toBe(2);
  });
});
