import * as paths from '@agenttrader/domain/paths';
import {
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  Timestamp,
  type Transaction,
} from 'firebase-admin/firestore';
import { z } from 'zod';
import type { Intention, Remembered } from '../shadow-trades/ports.ts';
import { timestampSchema } from './timestamp-schema.ts';

/** How long an answer is remembered, in milliseconds: longer than any client retries. */
const REMEMBERED_MS = 24 * 60 * 60_000;

const recordSchema = z.object({
  callable: z.string(),
  request_digest: z.string(),
  answer: z.json(),
  expires_at: timestampSchema,
});

export const intentionDocument = (db: Firestore, uid: string, { key }: Intention): DocumentReference =>
  db.collection(paths.idempotencyKeys(uid)).doc(key);

/** What the record says of the intention; undefined when there is none, or its time has passed. */
export function recalled(record: DocumentSnapshot, intention: Intention, now: Date): Remembered | undefined {
  const { data } = recordSchema.safeParse(record.data());
  if (!data || data.expires_at <= now) return undefined;
  const same = data.callable === intention.callable && data.request_digest === intention.requestDigest;
  return same ? { kind: 'answer', answer: data.answer } : { kind: 'other_request' };
}

/** Remembers the answer, in the transaction that does what it tells of. Firestore deletes it after its time. */
export function remember(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  intention: Intention,
  answer: unknown,
  now: Date,
): void {
  transaction.set(intentionDocument(db, uid, intention), {
    callable: intention.callable,
    request_digest: intention.requestDigest,
    answer,
    created_at: Timestamp.fromDate(now),
    expires_at: Timestamp.fromMillis(now.getTime() + REMEMBERED_MS),
  });
}
