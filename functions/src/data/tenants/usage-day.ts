import { count } from '@agenttrader/domain/documents/fields';
import { type UsageKind, usageDay as usage } from '@agenttrader/domain/documents/usage-day';
import type { Money } from '@agenttrader/domain/money/money';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import type { DocumentReference, DocumentSnapshot, Firestore } from 'firebase-admin/firestore';

const { names } = usage;

/** How long a day's counts are kept, in milliseconds; Firestore deletes them after that. */
const KEPT_MS = 90 * 86_400_000;

/** The document that a tenant's use on the UTC day of `now` is counted in. */
export const usageDay = (db: Firestore, uid: string, now: Date): DocumentReference =>
  db.collection(paths.usage(uid)).doc(now.toISOString().slice(0, 10));

/** The count so far. One that cannot be read counts as `unreadable` says: a broken count must not lift a limit. */
export function readUsed(
  document: DocumentSnapshot | undefined,
  kind: UsageKind,
  unreadable: number,
): number {
  const stored: unknown = document?.get(names[kind]);
  return stored === undefined ? 0 : (count.safeParse(stored).data ?? unreadable);
}

/** Final P&L of the trades that were closed on the day; undefined until one is. */
export const readRealized = (document: DocumentSnapshot | undefined): Money | undefined =>
  moneySchema.safeParse(document?.get(names.realizedPnl)).data;

/** Counts of the day of `now`, to be merged, with the time until which the day is kept. */
export const counted = (now: Date, counts: Parameters<typeof usage.writePart>[0]): Record<string, unknown> =>
  usage.writePart({ ...counts, expiresAt: new Date(now.getTime() + KEPT_MS) });
