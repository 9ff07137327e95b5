import { z } from 'zod';

/** A Firestore timestamp, as a Date. Told by its method, so that reading documents needs no Firestore. */
export const timestamp = z
  .custom<{ toDate(): Date }>(
    value =>
      typeof value === 'object' && value !== null && 'toDate' in value && typeof value.toDate === 'function',
    { error: 'is no timestamp' },
  )
  .transform(value => value.toDate());

/** A figure that may be missing, such as a ratio that is not defined yet. Numbers become strings. */
export const figure = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform(value => value ?? null);

/** Text that may be missing. */
export const optionalText = z
  .string()
  .nullish()
  .transform(value => value ?? null);

/** A timestamp that may be missing. */
export const optionalTimestamp = timestamp.nullish().transform(value => value ?? null);
