import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { AccountSnapshot, SnapshotReader } from '../signals/ports.ts';
import { timestampSchema } from './timestamp-schema.ts';

const snapshotSchema = z.object({
  synced_at: timestampSchema,
  equity: moneySchema,
  cash: moneySchema,
  buying_power: moneySchema,
  currency: z.string(),
  positions: z.array(
    z.object({
      symbol: z.string(),
      side: z.enum(['long', 'short']),
      asset_class: z.string(),
      quantity: z.string(),
      market_value: moneySchema.nullable(),
      unrealized_pnl: moneySchema.nullable(),
    }),
  ),
});

/** The tenant's last sync in Firestore. Every field is checked again: a signal is sized by what stands here. */
export function snapshotReader(db: Firestore): SnapshotReader {
  return {
    async read(uid) {
      const document = await db.doc(paths.snapshot(uid)).get();
      if (!document.exists) return 'missing';
      const { data } = snapshotSchema.safeParse(document.data());
      return data ? toSnapshot(data) : 'unreadable';
    },
  };
}

const toSnapshot = (data: z.output<typeof snapshotSchema>): AccountSnapshot => ({
  syncedAt: data.synced_at,
  equity: data.equity,
  cash: data.cash,
  buyingPower: data.buying_power,
  currency: data.currency,
  positions: data.positions.map(position => ({
    symbol: position.symbol,
    side: position.side,
    assetClass: position.asset_class,
    quantity: position.quantity,
    marketValue: position.market_value,
    unrealizedPnl: position.unrealized_pnl,
  })),
});
