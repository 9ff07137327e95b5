import { proposedSignal } from '@agenttrader/domain/documents/signal';
import { type Money, ZERO_MONEY } from '@agenttrader/domain/money/money';
import type { SignalAction } from '@agenttrader/domain/signals/action';
import type { SignalSource, SignalStatus } from '@agenttrader/domain/signals/status';
import { historySignal, isHistory } from './history-signal.ts';
import { type LegacyFields, legacyFields } from './legacy-fields.ts';
import { readSymbol } from './legacy-symbol.ts';
import { readInstant } from './legacy-time.ts';
import { normalizeWord, readConfidence, readMoney, readName, readSide, readText } from './readings.ts';
import { UnreadableError } from './unreadable.ts';

const STATUS_BY_WORD: Readonly<Record<string, SignalStatus>> = {
  executed: 'executed',
  filled: 'executed',
  done: 'executed',
  completed: 'executed',
  dismissed: 'dismissed',
  rejected: 'dismissed',
  cancelled: 'dismissed',
  canceled: 'dismissed',
  ignored: 'dismissed',
  expired: 'expired',
  pending: 'pending',
  new: 'pending',
  active: 'pending',
  generated: 'pending',
  open: 'pending',
};

const HOLDS = ['hold', 'wait', 'neutral', 'none'];

/**
 * A trading signal of an earlier system in the product's form. One that still waits, without a time at which it ends,
 * counts as expired: it was made for a market that has moved on.
 *
 * @throws UnreadableError
 */
export function convertSignal(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const fields = legacyFields(data);
  if (isHistory(fields)) return historySignal(fields);
  const action = fields.required(readAction, 'action', 'side', 'signal', 'recommendation', 'direction');
  const createdAt = fields.required(readInstant, 'created_at', 'generated_at', 'timestamp', 'time', 'date');
  const expiresAt = fields.optional(readInstant, 'expires_at', 'expiry', 'valid_until');
  return proposedSignal.write({
    symbol: fields.required(value => readSymbol(value, fields.find('asset_class')), 'symbol', 'ticker'),
    action,
    notionalUsd: readNotional(fields, action),
    confidence: fields.optional(readConfidence, 'confidence', 'confidence_score', 'score') ?? 0,
    reason:
      fields.optional(readText, 'reason', 'reasoning', 'rationale', 'explanation', 'analysis') ||
      'No reason was kept.',
    holdReason: null,
    strategyId: fields.optional(readName, 'strategy_id', 'strategy', 'strategy_name'),
    model: fields.optional(readName, 'model', 'model_name', 'model_id', 'model_version') ?? 'unknown',
    source: readSource(fields),
    status: readStatus(fields, expiresAt),
    inputsDigest: null,
    snapshotPath: null,
    createdAt: createdAt,
    expiresAt: expiresAt ?? createdAt,
  });
}

function readAction(value: unknown): SignalAction | undefined {
  if (typeof value === 'string' && HOLDS.includes(normalizeWord(value))) return 'hold';
  const side = readSide(value);
  return side && (side === 'BUY' ? 'buy' : 'sell');
}

/** A hold carries none, whatever was written beside it. */
function readNotional(fields: LegacyFields, action: SignalAction): Money {
  if (action === 'hold') return ZERO_MONEY;
  const amount = fields.required(
    readMoney,
    'notional_usd',
    'notional',
    'allocation_usd',
    'allocation',
    'amount_usd',
    'amount',
    'position_size_usd',
    'size_usd',
  );
  if (amount.startsWith('-')) throw new UnreadableError('notional_usd is negative.');
  return amount;
}

function readSource(fields: LegacyFields): SignalSource {
  const word = normalizeWord(fields.optional(readName, 'source', 'origin') ?? '');
  return word === 'user' || word === 'manual' ? 'user' : 'model';
}

function readStatus(fields: LegacyFields, expiresAt: Date | null): SignalStatus {
  if (fields.find('executed') === true) return 'executed';
  const word = fields.optional(readName, 'status', 'state');
  const status = word === null ? 'pending' : STATUS_BY_WORD[normalizeWord(word)];
  if (status === undefined) throw new UnreadableError('status cannot be read.');
  return status === 'pending' && expiresAt === null ? 'expired' : status;
}
