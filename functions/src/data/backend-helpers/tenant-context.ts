import { type Freshness, freshnessOf, intervalOf } from '@agenttrader/domain/accounts/freshness';
import {
  buyingPowerOfSnapshot,
  snapshot as snapshotDocument,
  timeOfSnapshot,
} from '@agenttrader/domain/documents/snapshot';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import type { Money } from '@agenttrader/domain/money/money';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { Clock } from '../../runtime/clock.ts';
import { snapshotReader } from '../signals/snapshot-reader.ts';
import { readState } from '../snapshots/heartbeat-state.ts';
import { readConnection } from '../tenants/connection-document.ts';

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
    async state() {
      const [trading, broker, snapshot] = await db.getAll(
        db.doc(paths.tradingStatus(uid)),
        db.doc(paths.brokerConfig(uid, 'alpaca')),
        db.doc(paths.snapshot(uid)),
      );
      if (!trading || !broker || !snapshot) throw new Error('Firestore answered with too few documents.');
      const known = readState(uid, snapshot);
      return {
        tradingEnabled: trading.get(tradingStatus.names.enabled) === true,
        connection: readConnection(broker),
        standingError: known?.standingError,
        snapshotAt: timeOfSnapshot.read(snapshot.data()).value?.syncedAt,
      };
    },
    snapshot: () => snapshotReader(db).read(uid),
    /** `missing`: never synced. `unreadable`: there is a document, and it is no snapshot. */
    async buyingPower(): Promise<BuyingPower | 'missing' | 'unreadable'> {
      const document = await db.doc(paths.snapshot(uid)).get();
      if (document.get(snapshotDocument.names.syncedAt) === undefined) return 'missing';
      const { value } = buyingPowerOfSnapshot.read(document.data());
      if (!value) return 'unreadable';
      const { buyingPower: amount, syncedAt, dueAt, standingError } = value;
      const interval = intervalOf({ syncedAt, dueAt, failedAt: standingError?.at ?? null });
      return { amount, syncedAt, freshness: freshnessOf(syncedAt, clock.now(), interval) };
    },
  };
}

export type TenantContext = ReturnType<typeof tenantContext>;
