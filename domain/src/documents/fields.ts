import { z } from 'zod';
import { moneySchema } from '../money/schemas.ts';

/** A time as Firestore's SDKs hand it out: each has a class of its own, and all of them this method. */
interface Timestamp {
  toDate(): Date;
}

const isTimestamp = (value: unknown): value is Timestamp =>
  typeof value === 'object' && value !== null && 'toDate' in value && typeof value.toDate === 'function';

/**
 * A timestamp, to the millisecond. No map of Firestore's can pass for one, since none holds a function. What is written
 * is not looked at: it may be what stands for the server's time.
 */
export const time = z.codec(z.custom<Timestamp | Date>(), z.custom<Date>(), {
  decode: (stored, context) => {
    if (stored instanceof Date) return stored;
    if (isTimestamp(stored)) return stored.toDate();
    context.issues.push({ code: 'custom', message: 'is no timestamp', input: stored });
    return z.NEVER;
  },
  encode: value => value,
});

/** A field that may be absent, or null, which is the same. It is written as null. */
export const orNull = <T extends z.ZodType>(field: T) =>
  z.codec(z.nullish(field), z.custom<z.output<T> | null>(), {
    decode: value => (value ?? null) as z.output<T> | null,
    encode: value => value as z.output<T>,
  });

/** Text that may be absent. */
export const optionalText = orNull(z.string());

/** A time that may be absent. */
export const optionalTime = orNull(time);

/** How often something was counted. */
export const count = z.int().nonnegative();

/** US dollars as a trader sets them, in the one form that firestore.rules lets through: "1000.00". */
export const amount = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})\.\d{2}$/, { error: 'is no amount such as "1000.00"' })
  .pipe(moneySchema);
