import { describe, expect, it } from 'vitest';
import { tradingDay } from './trading-days.ts';

/** As the exchange publishes them (nyse.com/markets/hours-calendars): holidays, and days that close at 13:00. */
const PUBLISHED = {
  2024: ['01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25', '07-03 11-29 12-24'],
  2025: ['01-01 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25', '07-03 11-28 12-24'],
  2026: ['01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25', '11-27 12-24'],
  2027: ['01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24', '11-26'],
} as const;

/** The dates of a year, in order. */
function datesOf(year: number): string[] {
  const dates: string[] = [];
  const date = new Date(Date.UTC(year, 0, 1));
  for (; date.getUTCFullYear() === year; date.setUTCDate(date.getUTCDate() + 1)) {
    dates.push(date.toISOString().slice(0, 10));
  }
  return dates;
}

describe('the trading days of a year', () => {
  it.each(Object.entries(PUBLISHED))('are those that were published for %s', (year, [closed, early]) => {
    const weekdays = datesOf(Number(year)).filter(date => new Date(date).getUTCDay() % 6 !== 0);
    const on = (days: string) => days.split(' ').map(day => `${year}-${day}`);
    expect(weekdays.filter(date => tradingDay(date) === 'closed')).toEqual(on(closed));
    expect(weekdays.filter(date => tradingDay(date) === 'early_close')).toEqual(on(early));
  });

  it('leave out every Saturday and Sunday', () => {
    const weekends = datesOf(2026).filter(date => new Date(date).getUTCDay() % 6 === 0);
    expect(weekends).toHaveLength(104);
    expect(weekends.filter(date => tradingDay(date) !== 'closed')).toEqual([]);
  });

  it.each([
    ['a New Year’s Day on a Saturday is not kept on the Friday before', '2021-12-31', 'regular'],
    ['one on a Sunday is kept on the Monday after', '2023-01-02', 'closed'],
    ['Juneteenth was a trading day before 2022', '2019-06-19', 'regular'],
    ['the day before a Monday that is Independence Day is a Sunday', '2022-07-01', 'regular'],
  ])('%s', (_rule, date, day) => expect(tradingDay(date)).toBe(day));
});
