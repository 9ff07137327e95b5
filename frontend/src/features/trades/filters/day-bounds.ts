import { resolveTimeZone, type TimeZone } from '@/lib/format/time.ts';

const DAY_MS = 86_400_000;

/** The moment at which the day begins in the zone. @param day "2026-03-02" */
export function startOfDay(day: string, zone: TimeZone): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The offset at the guess may be that of the other side of a clock change; the second look settles it.
  const guess = midnight - offsetAt(midnight, zone);
  return new Date(midnight - offsetAt(guess, zone));
}

/** @param day "2026-03-02" */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const timeZone = resolveTimeZone(zone);
  const made = new Intl.DateTimeFormat('en-US', {
    ...(timeZone && { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** How far the zone's clocks are ahead of UTC at the moment, in milliseconds. */
function offsetAt(at: number, zone: TimeZone): number {
  const parts = new Map<string, string>(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const read = (type: string) => parts.get(type) ?? '00';
  const local = `${read('year')}-${read('month')}-${read('day')}T${read('hour')}:${read('minute')}:${read('second')}Z`;
  return Date.parse(local) - Math.floor(at / 1000) * 1000;
}
