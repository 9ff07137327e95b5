import { priceSchema, quantitySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import { tradableSymbolSchema } from '@agenttrader/domain/symbols';
import { SIDES } from '@agenttrader/domain/trades/side';
import type { Firestore, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { OpenTrade, UnreadableTrade } from '../pulse/ports.ts';
import { revisionOf } from './revision.ts';
import { timestampSchema } from './timestamp-schema.ts';

const tradeSchema = z.object({
  symbol: tradableSymbolSchema,
  side: z.enum(SIDES),
  quantity: quantitySchema,
  entry_price: priceSchema,
  created_at: timestampSchema.optional().catch(undefined),
});

/** What marking needs of a trade; the rest of the document is not read. */
const FIELDS = ['symbol', 'side', 'quantity', 'entry_price', 'created_at'];

/** Reads a tenant's open shadow trades; documents that are no valid trade are named. */
export async function readOpenTrades(
  db: Firestore,
  uid: string,
): Promise<{ trades: OpenTrade[]; unreadable: UnreadableTrade[] }> {
  const open = await db
    .collection(paths.shadowTrades(uid))
    .where('status', '==', 'OPEN')
    .select(...FIELDS)
    .get();
  const trades: OpenTrade[] = [];
  const unreadable: UnreadableTrade[] = [];
  for (const document of open.docs) {
    const trade = toOpenTrade(document);
    if (trade) trades.push(trade);
    else unreadable.push({ id: document.id, version: versionOf(document) });
  }
  return { trades, unreadable };
}

/** The time of the last write, whole: several may fall into one second. */
const versionOf = ({ updateTime }: QueryDocumentSnapshot): string =>
  `${updateTime.seconds}.${updateTime.nanoseconds}`;

function toOpenTrade(document: QueryDocumentSnapshot): OpenTrade | undefined {
  const { data } = tradeSchema.safeParse(document.data());
  const revision = revisionOf(document);
  if (!data || !revision) return undefined;
  return {
    id: document.id,
    symbol: data.symbol,
    side: data.side,
    quantity: data.quantity,
    entryPrice: data.entry_price,
    createdAt: data.created_at,
    revision,
  };
}
