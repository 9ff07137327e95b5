import { closedTrade, openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { type Money, percentOf, ZERO_MONEY } from '@agenttrader/domain/money/money';
import { notionalOf } from '@agenttrader/domain/money/notional';
import { parsePercent } from '@agenttrader/domain/money/percent';
import type { Price } from '@agenttrader/domain/money/price';
import { type Quantity, quantityForNotional } from '@agenttrader/domain/money/quantity';
import { profitAndLoss } from '@agenttrader/domain/trades/profit-and-loss';
import type { ExitReason, TradeSource, TradeStatus } from '@agenttrader/domain/trades/shadow-trade';
import { TRADE_SOURCES } from '@agenttrader/domain/trades/shadow-trade';
import type { Side } from '@agenttrader/domain/trades/side';
import { decimalText } from './decimal-text.ts';
import { type LegacyFields, legacyFields } from './legacy-fields.ts';
import { readSymbol } from './legacy-symbol.ts';
import { readInstant } from './legacy-time.ts';
import { normalizeWord, readMoney, readName, readPrice, readQuantity, readSide } from './readings.ts';
import { UnreadableError } from './unreadable.ts';

const STATUS_BY_WORD: Readonly<Record<string, TradeStatus>> = {
  open: 'OPEN',
  active: 'OPEN',
  filled: 'OPEN',
  running: 'OPEN',
  closed: 'CLOSED',
  exited: 'CLOSED',
  completed: 'CLOSED',
  settled: 'CLOSED',
};

/** What was traded, in the product's form. */
interface Terms {
  readonly side: Side;
  readonly quantity: Quantity;
  readonly entryPrice: Price;
  readonly createdAt: Date;
}

/**
 * A shadow trade of an earlier system in the product's form. Profit and loss of an open trade are computed from its
 * last price, and the heartbeat takes over from there; of a closed one, the amount that was booked stays.
 *
 * @throws UnreadableError
 */
export function convertTrade(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const fields = legacyFields(data);
  const terms = readTerms(fields);
  const strategy = fields.optional(readName, 'strategy', 'strategy_name', 'strategy_id');
  const signalId = fields.optional(readName, 'signal_id');
  const opening = {
    ...terms,
    symbol: fields.required(value => readSymbol(value, fields.find('asset_class')), 'symbol', 'ticker'),
    notional:
      fields.optional(positiveMoney, 'notional', 'notional_usd') ??
      notionalOf(terms.entryPrice, terms.quantity),
    source: readSource(fields, strategy, signalId),
    strategy,
    signalId,
  };
  return readStatus(fields) === 'OPEN'
    ? openTrade.write({ ...opening, ...marks(fields, terms) })
    : closedTrade.write({ ...opening, ...settlement(fields, terms) });
}

function readTerms(fields: LegacyFields): Terms {
  const entryPrice = fields.required(
    readPrice,
    'entry_price',
    'avg_entry_price',
    'open_price',
    'fill_price',
    'price',
  );
  const quantity =
    fields.optional(readQuantity, 'quantity', 'qty', 'shares', 'size') ??
    quantityForNotional(fields.required(readMoney, 'quantity', 'notional', 'notional_usd'), entryPrice);
  if (quantity === null) throw new UnreadableError('quantity cannot be read.');
  return {
    side: fields.required(readSide, 'side', 'action', 'direction'),
    quantity,
    entryPrice,
    createdAt: fields.required(
      readInstant,
      'created_at',
      'opened_at',
      'entry_time',
      'timestamp',
      'time',
      'date',
    ),
  };
}

/** An open trade as of its last price; without one, as of its entry. */
function marks(fields: LegacyFields, terms: Terms) {
  const price = fields.optional(readLastPrice, 'current_price', 'market_price', 'last_price') ?? 'none';
  const markedAt =
    fields.optional(readInstant, 'last_updated', 'updated_at', 'last_marked_at') ?? terms.createdAt;
  return {
    status: 'OPEN' as const,
    ...markedAtPrice(terms, price === 'none' ? terms.entryPrice : price),
    lastUpdated: markedAt,
  };
}

function settlement(fields: LegacyFields, terms: Terms) {
  const exitPrice = fields.required(readPrice, 'exit_price', 'close_price', 'closing_price', 'current_price');
  const closedAt = fields.required(
    readInstant,
    'closed_at',
    'exit_time',
    'close_time',
    'last_updated',
    'updated_at',
  );
  const atExit = markedAtPrice(terms, exitPrice);
  const booked =
    fields.optional(readMoney, 'final_pnl', 'realized_pnl', 'realized_pl', 'pnl', 'profit_loss') ??
    atExit.currentPnl;
  return {
    status: 'CLOSED' as const,
    ...atExit,
    lastUpdated: closedAt,
    exitPrice,
    exitReason: readExitReason(fields),
    finalPnl: booked,
    finalPnlPercent: booked === atExit.currentPnl ? atExit.pnlPercent : percentOfEntry(booked, terms),
    closedAt,
  };
}

/** An amount that was booked otherwise than the prices say, with fees perhaps, in per cent of the entry notional. */
const percentOfEntry = (amount: Money, { entryPrice, quantity }: Terms) =>
  percentOf(amount, notionalOf(entryPrice, quantity)) ?? NO_CHANGE;

const NO_CHANGE = parsePercent('0');

function markedAtPrice({ side, quantity, entryPrice }: Terms, price: Price) {
  const { pnl, percent } = profitAndLoss(side, quantity, entryPrice, price);
  return { currentPrice: price, currentPnl: pnl, pnlPercent: percent };
}

/** Earlier systems wrote a zero where there was no quote. */
const readLastPrice = (value: unknown): Price | 'none' | undefined =>
  decimalText(value) === '0' ? 'none' : readPrice(value);

const positiveMoney = (value: unknown): Money | undefined => {
  const amount = readMoney(value);
  return amount === undefined || amount.startsWith('-') || amount === ZERO_MONEY ? undefined : amount;
};

function readStatus(fields: LegacyFields): TradeStatus {
  const word = fields.optional(readName, 'status', 'state');
  if (word === null)
    return fields.find('exit_price', 'closed_at', 'exit_time') === undefined ? 'OPEN' : 'CLOSED';
  const status = STATUS_BY_WORD[normalizeWord(word)];
  if (status === undefined) throw new UnreadableError('status cannot be read.');
  return status;
}

function readSource(fields: LegacyFields, strategy: string | null, signalId: string | null): TradeSource {
  const word = normalizeWord(fields.optional(readName, 'source', 'origin') ?? '');
  const known = TRADE_SOURCES.find(source => source === word);
  if (known) return known;
  if (signalId !== null) return 'signal';
  return strategy === null ? 'manual' : 'strategy';
}

function readExitReason(fields: LegacyFields): ExitReason {
  const word = normalizeWord(fields.optional(readName, 'exit_reason', 'close_reason') ?? '');
  if (word === '' || word === 'manual' || word === 'user') return 'manual';
  if (/halt|kill|emergency/.test(word)) return 'halt';
  return word === 'copy' ? 'copy' : 'strategy';
}
