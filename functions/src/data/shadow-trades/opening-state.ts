import { limitsIn } from '@agenttrader/domain/documents/bot-config';
import { globalHalt } from '@agenttrader/domain/documents/operations';
import { closedTrade } from '@agenttrader/domain/documents/shadow-trade';
import { tradableSignal } from '@agenttrader/domain/documents/signal';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import { type Money, sumMoney } from '@agenttrader/domain/money/money';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import { symbolToDocumentId } from '@agenttrader/domain/symbols';
import type { DocumentSnapshot, Firestore, QuerySnapshot, Transaction } from 'firebase-admin/firestore';
import type { Opening, OpeningState, SignalState } from '../../shadow-trades/ports.ts';
import { readRealized, readUsed, usageDay } from '../tenants/usage-day.ts';

const trade = closedTrade.names;

/** Reads, as the transaction sees it, everything that decides whether a trade may be opened. */
export async function readOpeningState(
  db: Firestore,
  transaction: Transaction,
  { uid, symbol, signalId, now }: Opening<unknown>,
): Promise<OpeningState> {
  const trades = db.collection(paths.shadowTrades(uid));
  const [documents, open, signal] = await Promise.all([
    transaction.getAll(
      db.doc(paths.globalTrading()),
      db.doc(paths.tradingStatus(uid)),
      db.doc(paths.botConfig(uid)),
      db.collection(paths.disabledMarkets(uid)).doc(symbolToDocumentId(symbol)),
      usageDay(db, uid, now),
    ),
    transaction.get(trades.where(trade.status, '==', 'OPEN').select(trade.notional)),
    signalId === undefined ? undefined : transaction.get(db.doc(paths.signal(uid, signalId))),
  ]);
  const [halt, trading, bot, disabled, usage] = documents;
  return {
    globalHalt: readHalt(halt),
    trading: {
      enabled: trading?.get(tradingStatus.names.enabled) === true,
      locked: trading?.get(tradingStatus.names.locked) === true,
    },
    symbolDisabled: disabled?.exists === true,
    limits: limitsIn(bot?.data()),
    openTrades: open.size,
    openNotional: sumReadable(open, trade.notional),
    realizedToday: readRealized(usage) ?? (await sumOfClosed(db, transaction, uid, now)),
    openedToday: readUsed(usage, 'trades', Number.POSITIVE_INFINITY),
    signal: signal && readSignal(signal),
  };
}

/**
 * Final P&L of what was closed on this UTC day, from the trades themselves. Each closing keeps it beside the day's counts
 * from then on, so that this reads what was closed before there was such a sum, and nothing after.
 */
export async function sumOfClosed(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  now: Date,
): Promise<Money> {
  const day = new Date(now.toISOString().slice(0, 10));
  const closed = db.collection(paths.shadowTrades(uid)).where(trade.closedAt, '>=', day);
  return sumReadable(await transaction.get(closed.select(trade.finalPnl)), trade.finalPnl);
}

function readHalt(document: DocumentSnapshot | undefined): OpeningState['globalHalt'] {
  if (!document?.exists) return { halted: false, reason: null };
  return globalHalt.read(document.data()).value ?? 'unreadable';
}

/** A signal that cannot be read is one that cannot be acted on. */
const readSignal = (document: DocumentSnapshot): SignalState | 'missing' =>
  tradableSignal.read(document.data()).value ?? 'missing';

/** Amounts that cannot be read count as nothing here; the pulse reports such trades. */
function sumReadable(found: QuerySnapshot, field: string): Money {
  return sumMoney(found.docs.flatMap(document => moneySchema.safeParse(document.get(field)).data ?? []));
}
