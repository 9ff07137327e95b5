/** No account of an earlier system is older than this, and none is younger than the end of the century. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Epoch numbers below each bound count in the unit beside it, given as milliseconds. */
const UNITS: readonly (readonly [bound: number, milliseconds: number])[] = [
  [1e11, 1_000],
  [1e14, 1],
  [1e17, 1e-3],
  [1e20, 1e-6],
];

/** A day, or a day and a time; Python writes a blank for the "T", and leaves the zone out when it means UTC. */
const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A moment as earlier systems wrote it: a date, ISO 8601 (UTC where no zone stands), epoch seconds, milliseconds,
 * micro- or nanoseconds as number or text, or a timestamp taken apart into seconds and nanoseconds. Undefined for
 * anything else, and for what lies outside this century.
 */
export function readInstant(value: unknown): Date | undefined {
  const milliseconds = readMilliseconds(value);
  if (milliseconds === undefined || Number.isNaN(milliseconds)) return undefined;
  return milliseconds >= EARLIEST && milliseconds < LATEST ? new Date(milliseconds) : undefined;
}

function readMilliseconds(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value === 'string') {
    const text = value.trim();
    return /^\d{9,20}(?:\.\d+)?$/.test(text) ? fromEpoch(Number(text)) : fromIso(text);
  }
  return typeof value === 'object' && value !== null ? fromParts(value) : undefined;
}

function fromEpoch(number: number): number | undefined {
  const unit = UNITS.find(([bound]) => number < bound);
  return unit && Math.trunc(number * unit[1]);
}

function fromIso(text: string): number | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, day = '', time = '00:00', fraction = '', zone = 'Z'] = match;
  const offset = /^(Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const whole = time.length === 5 ? `${time}:00` : time;
  return Date.parse(`${day}T${whole}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
}

/** What a timestamp looks like after somebody sent it through JSON. */
function fromParts(value: object): number | undefined {
  const entries = new Map(Object.entries(value));
  const seconds: unknown = entries.get('seconds') ?? entries.get('_seconds');
  const nanoseconds: unknown = entries.get('nanoseconds') ?? entries.get('_nanoseconds') ?? 0;
  if (typeof seconds !== 'number' || typeof nanoseconds !== 'number') return undefined;
  return Math.trunc(seconds * 1_000 + nanoseconds / 1e6);
}
