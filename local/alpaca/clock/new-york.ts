const MINUTE = 60_000;
const DAY = 86_400_000;

/** Midnight UTC of a `YYYY-MM-DD` date, in epoch milliseconds. */
export function utcMidnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** The `YYYY-MM-DD` date of an instant in UTC. */
export function utcDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The date `days` after another one. */
export function addDays(date: string, days: number): string {
  return utcDate(utcMidnight(date) + days * DAY);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(date: string): number {
  return new Date(utcMidnight(date)).getUTCDay();
}

function nthSunday(year: number, month: number, nth: number): string {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return addDays(first, ((7 - weekday(first)) % 7) + 7 * (nth - 1));
}

/** Start and end of daylight saving time in New York, in epoch milliseconds (the rule in force since 2007). */
function daylightSaving(year: number): { from: number; until: number } {
  return {
    from: utcMidnight(nthSunday(year, 3, 2)) + 7 * 60 * MINUTE,
    until: utcMidnight(nthSunday(year, 11, 1)) + 6 * 60 * MINUTE,
  };
}

const switches = new Map<number, { from: number; until: number }>();

/** Hours that New York is behind UTC at an instant: 4 in summer, 5 in winter. */
export function hoursBehindUtc(ms: number): 4 | 5 {
  const year = new Date(ms).getUTCFullYear();
  let span = switches.get(year);
  if (span === undefined) {
    span = daylightSaving(year);
    switches.set(year, span);
  }
  return ms >= span.from && ms < span.until ? 4 : 5;
}

/** The instant at which New York's wall clocks show `minuteOfDay` on `date`. */
export function newYorkTime(date: string, minuteOfDay: number): number {
  const asIfUtc = utcMidnight(date) + minuteOfDay * MINUTE;
  const winter = asIfUtc + 5 * 60 * MINUTE;
  const summer = asIfUtc + 4 * 60 * MINUTE;
  return hoursBehindUtc(summer) === 4 ? summer : winter;
}

/** The date in New York at an instant. */
export function newYorkDate(ms: number): string {
  return utcDate(ms - hoursBehindUtc(ms) * 60 * MINUTE);
}

/** RFC 3339 with New York's offset, as Alpaca's clock endpoint writes instants. */
export function newYorkIso(ms: number): string {
  const behind = hoursBehindUtc(ms);
  const local = new Date(ms - behind * 60 * MINUTE).toISOString();
  return `${local.slice(0, 19)}-0${behind}:00`;
}

/** `HH:MM` on New York's wall clocks. */
export function newYorkHourMinute(ms: number): string {
  return newYorkIso(ms).slice(11, 16);
}
