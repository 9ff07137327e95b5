import { z } from 'zod';
import { storedDocument } from './document.ts';
import { count, time } from './fields.ts';

/**
 * `callCounts/{uid}/callables/{name}`: how often somebody called a callable. Each call that is granted writes it; Firestore
 * deletes it two days after the last.
 */
export const callCount = storedDocument({
  /** The UTC day and minute that the counts are of: "2026-03-02", "2026-03-02T14:05". */
  day: z.string(),
  in_day: count,
  minute: z.string(),
  in_minute: count,
  expires_at: time,
});

const { expiresAt: _, ...counted } = callCount.fields;

/** What the next call is counted by. */
export const countedCalls = callCount.part(counted);

/**
 * `users/{uid}/idempotencyKeys/{key}`: what an idempotency key stands for, written with what was done. Firestore deletes
 * it after a day.
 */
export const idempotencyRecord = storedDocument({
  callable: z.string(),
  /** SHA-256 of the request without its key, in hexadecimal digits. */
  request_digest: z.string(),
  /** What a repeat is answered. A closing has none: its trade answers. Older closings have one that nobody reads. */
  answer: z.json().optional(),
  created_at: time,
  expires_at: time,
});

const { createdAt: __, ...remembered } = idempotencyRecord.fields;

/** What a repeat is answered by. */
export const rememberedAnswer = idempotencyRecord.part(remembered);
