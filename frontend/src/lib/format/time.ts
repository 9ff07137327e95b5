/** An IANA time zone, or `system` for the browser's. */
export type TimeZone = string;

/** The zone's name as Intl takes it; an unknown one, as an old preference may hold, falls back to the browser's. */
export function resolveTimeZone(zone: TimeZone): string | undefined {
  if (zone === 'system') return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it, so each is made once. */
function formatIn(zone: TimeZone, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${kind} ${zone}`;
  const known = formats.get(key);
  if (known) return known;
  const timeZone = resolveTimeZone(zone);
  const made = new Intl.DateTimeFormat('en-GB', { ...options, ...(timeZone && { timeZone }) });
  formats.set(key, made);
  return made;
}

const DAY = { day: '2-digit', month: 'short', year: 'numeric' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** "02 Mar 2026, 14:05". */
export const formatDateTime = (at: Date, zone: TimeZone): string =>
  formatIn(zone, 'datetime', { ...DAY, ...CLOCK }).format(at);
/** "02 Mar 2026". */
export const formatDate = (at: Date, zone: TimeZone): string => formatIn(zone, 'date', DAY).format(at);
/** "14:05". */
export const formatClock = (at: Date, zone: TimeZone): string => formatIn(zone, 'clock', CLOCK).format(at);
/** "14:05:09". */
export const formatTime = (at: Date, zone: TimeZone): string =>
  formatIn(zone, 'time', { ...CLOCK, second: '2-digit' }).format(at);
/** "02 Mar 2026, 14:05:09 GMT+1": for titles, where an exact time is looked up. */
export const formatExactTime = (at: Date, zone: TimeZone): string =>
  formatIn(zone, 'exact', { ...DAY, ...CLOCK, second: '2-digit', timeZoneName: 'short' }).format(at);

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

/** "just now", "12 sec. ago", "3 min. ago", "in 4 min.": in the largest unit that fits. */
export function formatRelative(at: Date, now: Date): string {
  const seconds = Math.trunc((at.getTime() - now.getTime()) / 1000);
  if (Math.abs(seconds) < 5) return 'just now';
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}
