import { moneySchema } from '@agenttrader/domain/money/schemas';
import { SIGNAL_ACTIONS } from '@agenttrader/domain/signals/action';
import { HOLD_REASONS } from '@agenttrader/domain/signals/hold-reason';
import { SIGNAL_SOURCES, SIGNAL_STATUSES } from '@agenttrader/domain/signals/status';
import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { optionalText, optionalTimestamp, timestamp } from './fields.ts';

const schema = z.object({
  symbol: optionalText,
  action: z.enum(SIGNAL_ACTIONS),
  notional_usd: moneySchema,
  confidence: z.number().min(0).max(1),
  reason: z.string(),
  hold_reason: z.enum(HOLD_REASONS).nullish(),
  strategy_id: optionalText,
  model: optionalText,
  source: z.enum(SIGNAL_SOURCES),
  status: z.enum(SIGNAL_STATUSES),
  inputs_digest: optionalText,
  snapshot_path: optionalText,
  created_at: timestamp,
  expires_at: optionalTimestamp,
  trade_id: optionalText,
  response: optionalText,
  prompt: optionalText,
});

/** `users/{uid}/signals/{id}`. */
export const readSignal = documentReader(schema, (fields, id) => ({
  id,
  /** Null for an answer of an earlier system: history that nobody can act on. */
  symbol: fields.symbol,
  action: fields.action,
  /** US dollars. */
  notionalUsd: fields.notional_usd,
  /** From 0 to 1. */
  confidence: fields.confidence,
  reason: fields.reason,
  holdReason: fields.hold_reason ?? null,
  strategyId: fields.strategy_id,
  model: fields.model,
  source: fields.source,
  status: fields.status,
  inputsDigest: fields.inputs_digest,
  snapshotPath: fields.snapshot_path,
  createdAt: fields.created_at,
  expiresAt: fields.expires_at,
  /** The trade that was opened on it; null before, and on signals of earlier versions. */
  tradeId: fields.trade_id,
  /** What a model of an earlier system answered, and what it was asked. */
  response: fields.response,
  prompt: fields.prompt,
}));

export type Signal = Extract<ReturnType<typeof readSignal>, { ok: true }>['value'];
