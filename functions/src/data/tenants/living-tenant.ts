import { tenant } from '@agenttrader/domain/documents/tenant';
import * as paths from '@agenttrader/domain/paths';
import type { DocumentSnapshot, Firestore, Transaction } from 'firebase-admin/firestore';
import { UserFacingError } from '../../runtime/user-facing-error.ts';

/**
 * Reads the tenant's profile in the transaction and goes on only if the tenant is there and not being deleted. Every
 * transaction that creates a document under `users/{uid}` calls this, before its first write: what was begun before an
 * account was deleted must not bring a part of it back. See docs/decisions/0010.
 *
 * @throws UserFacingError `failed-precondition`
 */
export async function requireLivingTenant(
  db: Firestore,
  transaction: Transaction,
  uid: string,
): Promise<void> {
  if (await isLivingTenant(db, transaction, uid)) return;
  throw new UserFacingError(
    'failed-precondition',
    'This account is not set up, or it was deleted. Sign in again to set one up.',
  );
}

/** Whether the tenant is onboarded and not being deleted, as the transaction sees it. */
export const isLivingTenant = async (
  db: Firestore,
  transaction: Transaction,
  uid: string,
): Promise<boolean> => saysOnboarded(await transaction.get(db.doc(paths.tenantDocument(uid))));

/** Whether the tenant is onboarded and not being deleted, as of this moment. */
export const isOnboarded = async (db: Firestore, uid: string): Promise<boolean> =>
  saysOnboarded(await db.doc(paths.tenantDocument(uid)).get());

/** What a tenant's profile says; a deletion takes it back first of all. */
export const saysOnboarded = (profile: DocumentSnapshot): boolean =>
  profile.get(tenant.names.onboarded) === true;
