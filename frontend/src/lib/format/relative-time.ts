const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];
const FORMAT = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

/** "just now", "12 sec. ago", "3 min. ago", "in 4 min.": in the largest unit that fits. */
export function formatRelative(at: Date, now: Date): string {
  const seconds = Math.trunc((at.getTime() - now.getTime()) / 1000);
  if (Math.abs(seconds) < 5) return 'just now';
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return FORMAT.format(Math.trunc(seconds / size), unit);
}
