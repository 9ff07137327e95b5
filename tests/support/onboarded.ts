import type { Firestore } from 'firebase-admin/firestore';
import { brokerConfig } from '../../domain/src/documents/broker-config.ts';
import { tenant } from '../../domain/src/documents/tenant.ts';
import { tradingStatus } from '../../domain/src/documents/trading-status.ts';
import * as paths from '../../domain/src/paths.ts';
import { FirestoreAccountStore } from '../../functions/src/data/accounts/account-store.ts';

/** Makes tenants as onboarding does, without a name or an address. */
export async function onboard(db: Firestore, at: Date, ...uids: readonly string[]): Promise<void> {
  for (const uid of uids) {
    await new FirestoreAccountStore(db).onboard({ uid, email: undefined, displayName: undefined }, at);
  }
}

/** The documents of a tenant who has connected nothing, by their paths, as far as anything depends on them. */
export const onboardedTenant = (uid: string): Readonly<Record<string, Record<string, unknown>>> => ({
  [paths.tenantDocument(uid)]: tenant.writePart({ onboarded: true }),
  [paths.tradingStatus(uid)]: tradingStatus.write({
    enabled: false,
    message: 'Trading is off until you turn it on.',
    updatedAt: new Date('2024-03-01T12:00:00Z'),
    updatedBy: 'user',
    locked: false,
    connected: false,
  }),
  [paths.brokerConfig(uid, 'alpaca')]: brokerConfig.write({
    configured: false,
    environment: null,
    keyIdLast4: null,
    secretVersion: null,
    connectedAt: null,
    verifiedAt: null,
    instructions: 'Connect.',
  }),
});
