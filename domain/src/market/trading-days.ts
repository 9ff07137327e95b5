const DAY_MS = 86_400_000;
const SUNDAY = 0;
const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;

/** The first year in which the exchange kept Juneteenth. */
const FIRST_JUNETEENTH = 2022;

/** What a trading day is like: the New York Stock Exchange's regular session of that date. */
export type TradingDay = 'closed' | 'early_close' | 'regular';

/**
 * What the New York Stock Exchange does on a date, by the rules that its calendar follows. Days on which it closed for
 * another reason, such as a president's funeral, are no rule, and count as the weekdays that they were.
 *
 * @param date `YYYY-MM-DD` in New York
 */
export function tradingDay(date: string): TradingDay {
  if (isWeekend(date) || holidaysOf(yearOf(date)).has(date)) return 'closed';
  return earlyClosesOf(yearOf(date)).includes(date) ? 'early_close' : 'regular';
}

const holidays = new Map<number, ReadonlySet<string>>();

function holidaysOf(year: number): ReadonlySet<string> {
  let known = holidays.get(year);
  if (known === undefined) {
    known = new Set(holidaysByRule(year));
    holidays.set(year, known);
  }
  return known;
}

function holidaysByRule(year: number): string[] {
  const newYear = dateOf(year, 1, 1);
  return [
    // On a Saturday it is not kept at all: the Friday before ends the year's accounts.
    weekday(newYear) === SATURDAY ? newYear : observed(newYear),
    nthWeekday(year, 1, MONDAY, 3),
    nthWeekday(year, 2, MONDAY, 3),
    addDays(easterSunday(year), -2),
    lastMondayOfMay(year),
    ...(year < FIRST_JUNETEENTH ? [] : [observed(dateOf(year, 6, 19))]),
    observed(dateOf(year, 7, 4)),
    nthWeekday(year, 9, MONDAY, 1),
    thanksgiving(year),
    observed(dateOf(year, 12, 25)),
  ];
}

/** The days before Independence Day and Christmas, and the one after Thanksgiving, where they are trading days. */
const earlyClosesOf = (year: number): string[] => [
  dateOf(year, 7, 3),
  addDays(thanksgiving(year), 1),
  dateOf(year, 12, 24),
];

/** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
function observed(date: string): string {
  if (weekday(date) === SATURDAY) return addDays(date, -1);
  return weekday(date) === SUNDAY ? addDays(date, 1) : date;
}

const thanksgiving = (year: number): string => nthWeekday(year, 11, THURSDAY, 4);
const lastMondayOfMay = (year: number): string => addDays(nthWeekday(year, 6, MONDAY, 1), -7);

function nthWeekday(year: number, month: number, day: number, nth: number): string {
  const first = dateOf(year, month, 1);
  return addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (nth - 1));
}

/** Easter of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dateOf(year, Math.floor(n / 31), (n % 31) + 1);
}

const dateOf = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
const yearOf = (date: string): number => Number(date.slice(0, 4));
const weekday = (date: string): number => new Date(date).getUTCDay();
const isWeekend = (date: string): boolean => weekday(date) % SATURDAY === 0;
