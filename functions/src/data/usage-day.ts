import type { Money } from '@agenttrader/domain/money/money';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import {
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  Timestamp,
} from 'firebase-admin/firestore';
import { z } from 'zod';

/** What is counted of a tenant's day; each is a field of the day's document. */
export type UsageKind = 'signals' | 'backtests' | 'trades' | 'summed_pages';

/** How long a day's counts are kept, in milliseconds; Firestore deletes them after that. */
const KEPT_MS = 90 * 86_400_000;

const countSchema = z.int().nonnegative();

/** The document that a tenant's use on the UTC day of `now` is counted in. */
export const usageDay = (db: Firestore, uid: string, now: Date): DocumentReference =>
  db.collection(paths.usage(uid)).doc(now.toISOString().slice(0, 10));

/** The count so far. One that cannot be read counts as `unreadable` says: a broken count must not lift a limit. */
export function usedOf(document: DocumentSnapshot | undefined, kind: UsageKind, unreadable: number): number {
  const stored: unknown = document?.get(kind);
  return stored === undefined ? 0 : (countSchema.safeParse(stored).data ?? unreadable);
}

/** Final P&L of the trades that were closed on the day; undefined until one is. */
export const realizedOf = (document: DocumentSnapshot | undefined): Money | undefined =>
  moneySchema.safeParse(document?.get('realized_pnl')).data;

/** What is written beside a count. */
export const keptUntil = (now: Date): { expires_at: Timestamp } => ({
  expires_at: Timestamp.fromMillis(now.getTime() + KEPT_MS),
});
