import type { Firestore } from 'firebase-admin/firestore';
import { accountStore } from '../../functions/src/data/accounts/account-store.ts';

/** Makes tenants as onboarding does, without a name or an address. */
export async function onboard(db: Firestore, at: Date, ...uids: readonly string[]): Promise<void> {
  for (const uid of uids) {
    await accountStore(db).onboard({ uid, email: undefined, displayName: undefined }, at);
  }
}
