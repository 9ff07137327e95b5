import { STARTING_LIMITS } from '@agenttrader/domain/config/bot';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { TradeCapReader } from '../signals/ports.ts';

const limitsSchema = z.object({
  limits: z.object({ max_trade_usd: moneySchema.nullish() }).nullish(),
});

/** The tenant's own limit for a single trade, from the limits of its bot. */
export function tradeCapReader(db: Firestore): TradeCapReader {
  return {
    async tradeCap(uid) {
      const document = await db.doc(paths.botConfig(uid)).get();
      const parsed = limitsSchema.safeParse(document.data() ?? {});
      return parsed.success
        ? (parsed.data.limits?.max_trade_usd ?? STARTING_LIMITS.max_trade_usd)
        : 'unreadable';
    },
  };
}
