import { idempotencyRecord, rememberedAnswer } from '@agenttrader/domain/documents/call-records';
import type { DocumentValue } from '@agenttrader/domain/documents/document';
import * as paths from '@agenttrader/domain/paths';
import type { DocumentReference, DocumentSnapshot, Firestore, Transaction } from 'firebase-admin/firestore';
import type { Intention, Remembered } from '../../shadow-trades/ports.ts';

/** How long an answer is remembered, in milliseconds: longer than any client retries. */
const REMEMBERED_MS = 24 * 60 * 60_000;

export const intentionDocument = (db: Firestore, uid: string, { key }: Intention): DocumentReference =>
  db.collection(paths.idempotencyKeys(uid)).doc(key);

/** What the record says of the intention; undefined when there is none, or its time has passed. */
export function recalled(record: DocumentSnapshot, intention: Intention, now: Date): Remembered | undefined {
  const { value } = rememberedAnswer.read(record.data());
  if (!value || value.expiresAt <= now) return undefined;
  const same = value.callable === intention.callable && value.requestDigest === intention.requestDigest;
  return same ? { kind: 'answer', answer: value.answer } : { kind: 'other_request' };
}

/**
 * Remembers the intention, in the transaction that carries it out. Firestore deletes it after its time.
 *
 * @param answer what a repeat is answered
 */
export function remember(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  intention: Intention,
  now: Date,
  answer?: unknown,
): void {
  const record = {
    callable: intention.callable,
    requestDigest: intention.requestDigest,
    answer: answer as Json,
    createdAt: now,
    expiresAt: new Date(now.getTime() + REMEMBERED_MS),
  };
  transaction.set(intentionDocument(db, uid, intention), idempotencyRecord.write(record));
}

type Json = DocumentValue<typeof idempotencyRecord>['answer'];
