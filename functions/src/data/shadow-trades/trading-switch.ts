import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { TradingSwitch } from '../../shadow-trades/ports.ts';
import { addAuditEntry } from '../tenants/audit.ts';
import { requireLivingTenant } from '../tenants/living-tenant.ts';

/** The kill switch in the tenant's own document. */
export function tradingSwitch(db: Firestore): TradingSwitch {
  return {
    async halt(uid, reason, now) {
      const status = db.doc(paths.tradingStatus(uid));
      await db.runTransaction(async transaction => {
        const locked = (await transaction.get(status)).get(tradingStatus.names.locked) === true;
        await requireLivingTenant(db, transaction, uid);
        // A lock and its reason are the operator's, and trading is off already.
        if (!locked) {
          const fields = tradingStatus.writePart({
            enabled: false,
            message: reason,
            updatedAt: now,
            updatedBy: 'user',
            locked: false,
          });
          transaction.set(status, fields, { merge: true });
        }
        addAuditEntry(db, transaction, uid, {
          event: 'trading_halted',
          actor: 'user',
          at: now,
          detail: { reason, wasLocked: locked },
        });
      });
    },
  };
}
