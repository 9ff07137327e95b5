import { MIGRATED_FROM } from '@agenttrader/domain/documents/marks';
import { closedTrade, openedTrade } from '@agenttrader/domain/documents/shadow-trade';
import { parseMoney } from '@agenttrader/domain/money/money';
import { parsePercent } from '@agenttrader/domain/money/percent';
import { parsePrice } from '@agenttrader/domain/money/price';
import { parseQuantity } from '@agenttrader/domain/money/quantity';
import * as paths from '@agenttrader/domain/paths';
import { SYMBOLS } from './exchange.ts';
import type { StoredDocument, Write } from './firestore/document-store.ts';
import { encodedFields, type Fields } from './firestore/values.ts';

const DAY_MS = 86_400_000;
const PRICE = parsePrice('100');

/** What an earlier system kept of a tenant: a trade that is open, and one that was closed the day before. */
export function legacyTradesOf(uid: string, now: number): Write[] {
  const [symbol = SYMBOLS[0]] = SYMBOLS.slice(1);
  if (!symbol) throw new Error('There is nothing to trade.');
  const tradeOf = (quantity: string): Fields => ({
    ...openedTrade({
      symbol,
      side: 'BUY',
      quantity: parseQuantity(quantity),
      entryPrice: PRICE,
      notional: parseMoney(`${quantity}00.00`),
      source: 'manual',
      signalId: null,
      createdAt: new Date(now - 2 * DAY_MS),
    }),
    userId: uid,
  });
  const settled = closedTrade.writePart({
    status: 'CLOSED',
    exitPrice: PRICE,
    exitReason: 'manual',
    finalPnl: parseMoney('0.00'),
    finalPnlPercent: parsePercent('0'),
    closedAt: new Date(now - DAY_MS),
  });
  const write = (id: string, fields: Fields): Write => ({
    kind: 'set',
    path: `${paths.legacyShadowTrades()}/${id}-${uid}`,
    fields: encodedFields(fields),
  });
  return [write('open', tradeOf('101')), write('closed', { ...tradeOf('102'), ...settled })];
}

/** Whether the migration brought the trade. */
export const isMigrated = ({ fields }: Pick<StoredDocument, 'fields'>): boolean => MIGRATED_FROM in fields;

/** Whether it was closed before the migration brought it. */
export const wasClosedBefore = ({ path }: Pick<StoredDocument, 'path'>): boolean => path.includes('/closed-');
