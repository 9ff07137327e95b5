import { closedTrade, openedTrade, openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { signal as signalDocument } from '@agenttrader/domain/documents/signal';
import { addMoney } from '@agenttrader/domain/money/money';
import * as paths from '@agenttrader/domain/paths';
import { laterOf } from '@agenttrader/domain/time/skew';
import { closeTrade } from '@agenttrader/domain/trades/close-trade';
import type { Firestore } from 'firebase-admin/firestore';
import type {
  ClosedTrade,
  CloseRefusal,
  DecidedOpening,
  Exit,
  Intention,
  Opening,
  ShadowTradeStore,
} from '../../shadow-trades/ports.ts';
import { oneAtATime } from '../firestore/one-at-a-time.ts';
import { type TradeChange, writeOpenTrades } from '../snapshots/snapshot-changes.ts';
import { addAuditEntry } from '../tenants/audit.ts';
import { requireLivingTenant } from '../tenants/living-tenant.ts';
import { counted, readRealized, readUsed, usageDay } from '../tenants/usage-day.ts';
import { intentionDocument, recalled, remember } from './idempotency.ts';
import { readOpeningState, sumOfClosed } from './opening-state.ts';
import { readOpenTrade, readTradeState } from './stored-trade.ts';
import { readTallies, writeTallies } from './trade-tallies.ts';

/** How often a transaction starts over when instances, or a pulse, collide with it. */
const MAX_ATTEMPTS = 10;

/**
 * Shadow trades in the tenant's own documents. One tenant's openings and closings that reach the same instance queue
 * up: Firestore would let them collide, and make each loser wait for seconds.
 */
export function shadowTradeStore(db: Firestore): ShadowTradeStore {
  const inTurn = oneAtATime();
  return {
    async standing(uid, intention, now) {
      const [record, usage] = await db.getAll(intentionDocument(db, uid, intention), usageDay(db, uid, now));
      if (!record) throw new Error('Firestore answered with too few documents.');
      return {
        remembered: recalled(record, intention, now),
        openedToday: readUsed(usage, 'trades', Number.POSITIVE_INFINITY),
      };
    },

    open: opening => inTurn(opening.uid, () => open(db, opening)),

    async readForClosing(uid, tradeId, intention, now) {
      const trade = db.doc(paths.shadowTrade(uid, tradeId));
      const [record, stored] = await db.getAll(intentionDocument(db, uid, intention), trade);
      if (!record || !stored) throw new Error('Firestore answered with too few documents.');
      if (recalled(record, intention, now)?.kind === 'other_request') return 'other_request';
      return readTradeState(stored);
    },

    async listOpen(uid) {
      const found = await db
        .collection(paths.shadowTrades(uid))
        .where(openTrade.names.status, '==', 'OPEN')
        .get();
      const trades = found.docs.flatMap(document => readOpenTrade(document) ?? []);
      const readable = new Set(trades.map(({ id }) => id));
      return { trades, unreadable: found.docs.map(({ id }) => id).filter(id => !readable.has(id)) };
    },

    close: (uid, tradeId, exit, intention) => inTurn(uid, () => close(db, uid, tradeId, exit, intention)),
  };
}

function open<Answer>(db: Firestore, opening: Opening<Answer>) {
  const { uid, intention, now } = opening;
  return db.runTransaction(
    async transaction => {
      const remembered = recalled(
        await transaction.get(intentionDocument(db, uid, intention)),
        intention,
        now,
      );
      if (remembered) return remembered;
      await requireLivingTenant(db, transaction, uid);
      const state = await readOpeningState(db, transaction, opening);
      const trade: DecidedOpening = opening.decide(state);
      const document = db.collection(paths.shadowTrades(uid)).doc();
      const answer = opening.answer(document.id, trade);
      const after = openedTrade({ ...trade, signalId: trade.signalId ?? null });
      transaction.create(document, after);
      writeOpenTrades(db, transaction, uid, [{ tradeId: document.id, before: undefined, after }]);
      if (trade.signalId !== undefined) {
        const signal = db.doc(paths.signal(uid, trade.signalId));
        transaction.update(signal, signalDocument.writePart({ status: 'executed', tradeId: document.id }));
      }
      const trades = state.openedToday + 1;
      transaction.set(usageDay(db, uid, now), counted(now, { trades }), { merge: true });
      remember(db, transaction, uid, intention, now, answer);
      const { symbol, side, quantity, entryPrice, source } = trade;
      addAuditEntry(db, transaction, uid, {
        event: 'trade_opened',
        actor: 'user',
        at: now,
        detail: { tradeId: document.id, symbol, side, quantity, entryPrice, source },
      });
      return { kind: 'opened', answer } as const;
    },
    { maxAttempts: MAX_ATTEMPTS },
  );
}

function close(
  db: Firestore,
  uid: string,
  tradeId: string,
  exit: Exit,
  intention: Intention | undefined,
): Promise<ClosedTrade | CloseRefusal> {
  const document = db.doc(paths.shadowTrade(uid, tradeId));
  return db.runTransaction(
    async transaction => {
      if (intention) {
        const record = await transaction.get(intentionDocument(db, uid, intention));
        if (recalled(record, intention, exit.at)?.kind === 'other_request') return 'other_request';
      }
      const stored = await transaction.get(document);
      const state = readTradeState(stored);
      if (typeof state === 'string') return state;
      if (state.kind === 'closed') return state.trade;
      await requireLivingTenant(db, transaction, uid);
      const usage = usageDay(db, uid, exit.at);
      const realized =
        readRealized(await transaction.get(usage)) ?? (await sumOfClosed(db, transaction, uid, exit.at));
      const { symbol } = state.trade;
      const { finalPnl, finalPnlPercent } = closeTrade({ ...state.trade, exitPrice: exit.price });
      const closedAt = laterOf(exit.at, state.trade.createdAt);
      const fields = closedTrade.writePart({
        status: 'CLOSED',
        exitPrice: exit.price,
        exitReason: exit.reason,
        finalPnl,
        finalPnlPercent,
        currentPrice: exit.price,
        currentPnl: finalPnl,
        pnlPercent: finalPnlPercent,
        lastUpdated: closedAt,
        closedAt,
      });
      const before = stored.data();
      const change: TradeChange = { tradeId, before, after: { ...before, ...fields } };
      const tallies = await readTallies(db, transaction, uid, [change]);
      transaction.update(document, fields);
      writeOpenTrades(db, transaction, uid, [change]);
      writeTallies(db, transaction, uid, tallies, [change], exit.at);
      const realizedToday = counted(exit.at, { realizedPnl: addMoney(realized, finalPnl) });
      transaction.set(usage, realizedToday, { merge: true });
      const closed: ClosedTrade = {
        id: tradeId,
        symbol,
        exitPrice: exit.price,
        exitReason: exit.reason,
        finalPnl,
        finalPnlPercent,
        closedAt,
      };
      if (intention) remember(db, transaction, uid, intention, exit.at);
      addAuditEntry(db, transaction, uid, {
        event: 'trade_closed',
        actor: 'user',
        at: exit.at,
        detail: {
          tradeId,
          symbol,
          exitPrice: exit.price,
          finalPnl,
          reason: exit.reason,
        },
      });
      return closed;
    },
    { maxAttempts: MAX_ATTEMPTS },
  );
}
