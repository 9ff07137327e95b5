import { useNow } from '@/hooks/use-now.ts';
import { useTimeZone } from '@/hooks/use-preferences.ts';
import { formatClock, formatDateTime, formatExactTime, formatRelative } from '@/lib/format/time.ts';

/** A moment in the trader's time zone, to the minute; its title holds the seconds and the zone. */
export function Time({ at }: { at: Date }) {
  const zone = useTimeZone();
  return (
    <time dateTime={at.toISOString()} title={formatExactTime(at, zone)} className="whitespace-nowrap">
      {formatDateTime(at, zone)}
    </time>
  );
}

/** A moment of the day in the trader's time zone, to the minute. */
export function ClockTime({ at }: { at: Date }) {
  const zone = useTimeZone();
  return (
    <time dateTime={at.toISOString()} title={formatExactTime(at, zone)} className="whitespace-nowrap">
      {formatClock(at, zone)}
    </time>
  );
}

/** How long ago, kept up to date. */
export function RelativeTime({ at }: { at: Date }) {
  const zone = useTimeZone();
  const text = useNow(now => formatRelative(at, now));
  return (
    <time dateTime={at.toISOString()} title={formatExactTime(at, zone)} className="whitespace-nowrap">
      {text}
    </time>
  );
}
