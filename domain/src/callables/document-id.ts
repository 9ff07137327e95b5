import { z } from 'zod';

/** The id of one of the caller's documents, as Firestore makes them or as an earlier system did. */
export const documentId = (name: string) =>
  z
    .string({ error: `${name} must be text.` })
    .min(1, `${name} is empty.`)
    .max(128, `${name} is too long: it has at most 128 characters.`)
    .regex(/^(?!\.\.?$)(?!__.*__$)[^/]+$/, `${name} is no document id.`)
    // Half of a surrogate pair has no UTF-8, and so no place in a path.
    .refine(id => id.isWellFormed(), `${name} is no document id.`);
