import { type Freshness, freshnessOf } from '@agenttrader/domain/accounts/freshness';
import type { Money } from '@agenttrader/domain/money/money';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { Clock } from '../runtime/clock.ts';
import { snapshotReader } from './snapshot-reader.ts';
import { tenantReader } from './tenant-reader.ts';
import { timestampSchema } from './timestamp-schema.ts';

/** What the account may spend, and how old that figure is. */
export interface BuyingPower {
  readonly amount: Money;
  readonly syncedAt: Date;
  readonly freshness: Freshness;
}

const buyingPowerSchema = z.object({ buying_power: moneySchema, synced_at: timestampSchema });

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
      const { data } = buyingPowerSchema.safeParse(document.data());
      if (!data) return 'unreadable';
      const freshness = freshnessOf(data.synced_at, clock.now());
      return { amount: data.buying_power, syncedAt: data.synced_at, freshness };
    },
  };
}

export type TenantContext = ReturnType<typeof tenantContext>;
