import { accountSnapshot, type SyncedAccount } from '@agenttrader/domain/documents/snapshot';
import type { Money } from '@agenttrader/domain/money/money';
import { notionalOf } from '@agenttrader/domain/money/notional';
import { assetClassOf } from '@agenttrader/domain/symbols';
import { profitAndLoss } from '@agenttrader/domain/trades/profit-and-loss';
import { type LegacyFields, legacyFields } from './legacy-fields.ts';
import { readSymbol } from './legacy-symbol.ts';
import { readInstant } from './legacy-time.ts';
import { readFlag, readMoney, readName, readPrice, readSide, readSignedQuantity } from './readings.ts';
import { UnreadableError } from './unreadable.ts';

const TIMES = [
  'synced_at',
  'synced_at_iso',
  'last_synced_at',
  'last_sync',
  'updated_at',
  'updated_at_iso',
  'last_updated',
  'last_updated_iso',
  'timestamp',
  'timestamp_iso',
  'created_at',
  'created_at_iso',
] as const;

/** How much older than its last write a snapshot counts that states no time, in milliseconds. */
const UNDATED_AGE_MS = 86_400_000;

/**
 * An account snapshot of an earlier system in the product's form. Its time stays what it was, so that it shows as old
 * until the next sync. One without a time counts as a day older than its last write: its figures are no newer than
 * that, and must not pass for fresh ones. Figures that only a broker can state, and that the document lacks, stay null.
 *
 * @param writtenAt when the document was last written
 * @throws UnreadableError
 */
export function readLegacySnapshot(data: Readonly<Record<string, unknown>>, writtenAt: Date): SyncedAccount {
  const account = findAccount(data);
  return {
    syncedAt: account.optional(readInstant, ...TIMES) ?? new Date(writtenAt.getTime() - UNDATED_AGE_MS),
    equity: account.required(readMoney, 'equity', 'portfolio_value', 'total_equity'),
    buyingPower: account.required(readMoney, 'buying_power'),
    cash: account.required(readMoney, 'cash', 'cash_balance'),
    lastEquity: account.optional(readMoney, 'last_equity', 'previous_equity'),
    currency: account.optional(readName, 'currency') ?? 'USD',
    accountStatus: accountStatus(account),
    positions: readPositions(account.find('positions', 'holdings')),
    account: {
      portfolioValue: account.optional(readMoney, 'portfolio_value', 'equity'),
      longMarketValue: account.optional(readMoney, 'long_market_value'),
      shortMarketValue: account.optional(readMoney, 'short_market_value'),
      multiplier: account.optional(readName, 'multiplier'),
      tradingBlocked: account.optional(readFlag, 'trading_blocked'),
      accountBlocked: account.optional(readFlag, 'account_blocked'),
      shortingEnabled: account.optional(readFlag, 'shorting_enabled'),
    },
  };
}

/** The document of such a snapshot. @throws UnreadableError */
export const convertSnapshot = (data: Readonly<Record<string, unknown>>, writtenAt: Date) =>
  accountSnapshot.write(readLegacySnapshot(data, writtenAt));

type Position = SyncedAccount['positions'][number];

/** Some versions kept the broker's answer as it came, in a map of its own; the document's own fields go first. */
function findAccount(data: Readonly<Record<string, unknown>>): LegacyFields {
  const nested = ['snapshot', 'account', 'raw'].map(key => data[key]).filter(isRecord);
  const levels = [data, ...nested].map(level => legacyFields(level));
  const find = (...names: string[]): unknown =>
    levels.map(level => level.find(...names)).find(value => value !== undefined);
  const present = (names: readonly string[]): LegacyFields =>
    levels.find(level => level.find(...names) !== undefined) ?? legacyFields(data);
  return {
    find,
    required: (reading, ...names) => present(names).required(reading, ...names),
    optional: (reading, ...names) => present(names).optional(reading, ...names),
  };
}

/** "AccountStatus.ACTIVE" is what Python makes of an enum. */
const accountStatus = (account: LegacyFields): string =>
  (account.optional(readName, 'account_status', 'status') ?? 'UNKNOWN').replace(/^\w+\./, '').toUpperCase();

/** A list, or a map by symbol. */
function readPositions(value: unknown): Position[] {
  if (value === undefined) return [];
  const list: unknown[] | undefined = Array.isArray(value)
    ? value
    : isRecord(value)
      ? Object.entries(value).map(([symbol, fields]) => (isRecord(fields) ? { symbol, ...fields } : fields))
      : undefined;
  if (!list) throw new UnreadableError('positions cannot be read.');
  return list.map((position, index) => {
    if (!isRecord(position)) throw new UnreadableError(`positions[${index}] cannot be read.`);
    return readPosition(legacyFields(position, `positions[${index}].`));
  });
}

function readPosition(fields: LegacyFields): Position {
  const assetClassText = fields.optional(readName, 'asset_class', 'class');
  const symbol = fields.required(value => readSymbol(value, assetClassText), 'symbol', 'ticker');
  const size = fields.required(readSignedQuantity, 'quantity', 'qty', 'shares', 'size');
  const entry = fields.required(
    readPrice,
    'avg_entry_price',
    'average_entry_price',
    'entry_price',
    'avg_price',
  );
  const current = fields.optional(readPrice, 'current_price', 'market_price', 'price', 'last_price');
  const short = size.negative || fields.optional(readSide, 'side') === 'SELL';
  const signed = (amount: Money): Money =>
    short && !amount.startsWith('-') ? (readMoney(`-${amount}`) ?? amount) : amount;
  return {
    symbol,
    side: short ? 'short' : 'long',
    assetClass: assetClassOf(symbol),
    quantity: size.quantity,
    avgEntryPrice: entry,
    currentPrice: current,
    marketValue:
      fields.optional(readMoney, 'market_value') ?? signed(notionalOf(current ?? entry, size.quantity)),
    costBasis: fields.optional(readMoney, 'cost_basis') ?? signed(notionalOf(entry, size.quantity)),
    unrealizedPnl:
      fields.optional(readMoney, 'unrealized_pnl', 'unrealized_pl', 'pnl', 'profit_loss') ??
      profitAndLoss(short ? 'SELL' : 'BUY', size.quantity, entry, current ?? entry).pnl,
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
