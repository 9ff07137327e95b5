import { limitsIn } from '@agenttrader/domain/documents/bot-config';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import { type Money, sumMoney } from '@agenttrader/domain/money/money';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import { SIGNAL_ACTIONS } from '@agenttrader/domain/signals/action';
import { SIGNAL_STATUSES } from '@agenttrader/domain/signals/status';
import { symbolToDocumentId } from '@agenttrader/domain/symbols';
import type { DocumentSnapshot, Firestore, QuerySnapshot, Transaction } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { Opening, OpeningState, SignalState } from '../shadow-trades/ports.ts';
import { timestampSchema } from './timestamp-schema.ts';
import { realizedOf, usageDay, usedOf } from './usage-day.ts';

const haltSchema = z.object({ halted: z.boolean(), reason: z.string().nullish() });

const signalSchema = z.object({
  // An answer of an earlier system, kept as text, is about none.
  symbol: z.string().nullable(),
  action: z.enum(SIGNAL_ACTIONS),
  status: z.enum(SIGNAL_STATUSES),
  expires_at: timestampSchema,
});

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
    transaction.get(trades.where('status', '==', 'OPEN').select('notional')),
    signalId === undefined ? undefined : transaction.get(db.doc(paths.signal(uid, signalId))),
  ]);
  const [halt, trading, bot, disabled, usage] = documents;
  return {
    globalHalt: haltOf(halt),
    trading: {
      enabled: trading?.get(tradingStatus.names.enabled) === true,
      locked: trading?.get(tradingStatus.names.locked) === true,
    },
    symbolDisabled: disabled?.exists === true,
    limits: limitsIn(bot?.data()),
    openTrades: open.size,
    openNotional: sumOf(open, 'notional'),
    realizedToday: realizedOf(usage) ?? (await sumOfClosed(db, transaction, uid, now)),
    openedToday: usedOf(usage, 'trades', Number.POSITIVE_INFINITY),
    signal: signal && signalOf(signal),
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
  const closed = db.collection(paths.shadowTrades(uid)).where('closed_at', '>=', day);
  return sumOf(await transaction.get(closed.select('final_pnl')), 'final_pnl');
}

function haltOf(document: DocumentSnapshot | undefined): OpeningState['globalHalt'] {
  if (!document?.exists) return { halted: false, reason: null };
  const { data } = haltSchema.safeParse(document.data());
  return data ? { halted: data.halted, reason: data.reason ?? null } : 'unreadable';
}

/** A signal that cannot be read is one that cannot be acted on. */
function signalOf(document: DocumentSnapshot): SignalState | 'missing' {
  const { data } = signalSchema.safeParse(document.data());
  return data
    ? { symbol: data.symbol, action: data.action, status: data.status, expiresAt: data.expires_at }
    : 'missing';
}

/** Amounts that cannot be read count as nothing here; the pulse reports such trades. */
function sumOf(found: QuerySnapshot, field: string): Money {
  return sumMoney(found.docs.flatMap(document => moneySchema.safeParse(document.get(field)).data ?? []));
}
