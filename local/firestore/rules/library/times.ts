import { fail } from '../values/evaluation-error.ts';
import { Duration, NANOS_PER_SECOND, Timestamp } from '../values/time.ts';
import type { Outcome } from '../values/value.ts';
import { type Builtin, define, type Method, methodsOf } from './signature.ts';

const DAY_SECONDS = 86_400;

const secondOfDay = (time: Timestamp): number => ((time.seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;

const startOfYear = (date: Date): number => {
  const start = new Date(0);
  start.setUTCFullYear(date.getUTCFullYear(), 0, 1);
  return start.getTime();
};

const method = methodsOf('timestamp');

export const TIMESTAMP_METHODS: readonly Method[] = [
  method('year', [], self => BigInt(self.toDate().getUTCFullYear())),
  method('month', [], self => BigInt(self.toDate().getUTCMonth() + 1)),
  method('day', [], self => BigInt(self.toDate().getUTCDate())),
  method('hours', [], self => BigInt(self.toDate().getUTCHours())),
  method('minutes', [], self => BigInt(self.toDate().getUTCMinutes())),
  method('seconds', [], self => BigInt(self.toDate().getUTCSeconds())),
  method('nanos', [], self => BigInt(self.nanos)),
  /** 1 is Monday, 7 is Sunday. */
  method('dayOfWeek', [], self => BigInt(self.toDate().getUTCDay() || 7)),
  method('dayOfYear', [], self => {
    const date = self.toDate();
    return BigInt(Math.floor((date.getTime() - startOfYear(date)) / (DAY_SECONDS * 1000)) + 1);
  }),
  method('date', [], self => new Timestamp(self.seconds - secondOfDay(self), 0)),
  method('time', [], self => new Duration(secondOfDay(self), self.nanos)),
  method('toMillis', [], self => BigInt(self.seconds) * 1000n + BigInt(Math.floor(self.nanos / 1_000_000))),
];

const duration = methodsOf('duration');

export const DURATION_METHODS: readonly Method[] = [
  duration('seconds', [], self => BigInt(self.seconds)),
  duration('nanos', [], self => BigInt(self.nanos)),
];

const outOfRange = (what: string): Outcome => fail(`${what} is out of range.`);

export const timestampFrom = (nanos: bigint): Outcome =>
  Timestamp.fromTotalNanos(nanos) ?? outOfRange('Timestamp');

export const durationFrom = (nanos: bigint): Outcome =>
  Duration.fromTotalNanos(nanos) ?? outOfRange('Duration');

const date = (year: bigint, month: bigint, day: bigint): Outcome => {
  if (year < 1n || year > 9999n || month < 1n || month > 12n || day < 1n || day > 31n)
    return outOfRange('Date');
  const result = new Date(0);
  result.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // The 31st of a shorter month would silently become a day of the next one.
  if (result.getUTCDate() !== Number(day)) return outOfRange('Date');
  return new Timestamp(result.getTime() / 1000, 0);
};

export const TIMESTAMP_FUNCTIONS: readonly Builtin[] = [
  define('date', ['int', 'int', 'int'], date),
  define('value', ['int'], millis => timestampFrom(millis * 1_000_000n)),
];

const UNIT_NANOS: ReadonlyMap<string, bigint> = new Map([
  ['w', 604_800_000_000_000n],
  ['d', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', BigInt(NANOS_PER_SECOND)],
  ['ms', 1_000_000n],
  ['ns', 1n],
]);

export const DURATION_FUNCTIONS: readonly Builtin[] = [
  define('value', ['int', 'string'], (magnitude, unit) => {
    const nanos = UNIT_NANOS.get(unit);
    return nanos === undefined ? fail(`Unknown duration unit: ${unit}.`) : durationFrom(magnitude * nanos);
  }),
  define('time', ['int', 'int', 'int', 'int'], (hours, minutes, seconds, nanos) =>
    durationFrom((hours * 3600n + minutes * 60n + seconds) * BigInt(NANOS_PER_SECOND) + nanos),
  ),
  define('abs', ['duration'], value => new Duration(Math.abs(value.seconds), Math.abs(value.nanos))),
];
