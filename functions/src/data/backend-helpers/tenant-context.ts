import { type Freshness, freshnessOf } from '@agenttrader/domain/accounts/freshness';
import { buyingPowerOfSnapshot } from '@agenttrader/domain/documents/snapshot';
import type { Money } from '@agenttrader/domain/money/money';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { Clock } from '../../runtime/clock.ts';
import { tenantReader } from '../pulse/tenant-reader.ts';
import { snapshotReader } from '../signals/snapshot-reader.ts';

/** What the account may spend, and how old that figure is. */
export interface BuyingPower {
  readonly amount: Money;
  readonly syncedAt: Date;
  readonly freshness: Freshness;
}

/** Everything that backend code reads of one tenant, and of nobody else: the uid is given once, here. */
export function tenantContext(db: Firestore, uid: string, clock: Clock) {
  return {
    uid,
    /** The kill switch, the connection, a standing error, and when the account was last synced. */
    state: () => tenantReader(db).read(uid),
    snapshot: () => snapshotReader(db).read(uid),
    /** `missing`: never synced. `unreadable`: there is a document, and it is no snapshot. */
    async buyingPower(): Promise<BuyingPower | 'missing' | 'unreadable'> {
      const document = await db.doc(paths.snapshot(uid)).get();
      if (!document.exists) return 'missing';
      const { value } = buyingPowerOfSnapshot.read(document.data());
      if (!value) return 'unreadable';
      const freshness = freshnessOf(value.syncedAt, clock.now());
      return { amount: value.buyingPower, syncedAt: value.syncedAt, freshness };
    },
  };
}

export type TenantContext = ReturnType<typeof tenantContext>;
