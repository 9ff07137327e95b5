import { z } from 'zod';
import { moneySchema } from '../money/schemas.ts';
import { SIGNAL_ACTIONS } from '../signals/action.ts';
import { HOLD_REASONS } from '../signals/hold-reason.ts';
import { SIGNAL_SOURCES, SIGNAL_STATUSES } from '../signals/status.ts';
import { storedDocument } from './document.ts';
import { optionalText, optionalTime, orNull, time } from './fields.ts';

/**
 * `users/{uid}/signals/{id}`: what a model proposed, cut to what the account allows. It is written once; opening a trade on
 * it, dismissing it, or its end changes the status.
 */
export const signal = storedDocument({
  /** Null for an answer of an earlier system: history that nobody can act on. */
  symbol: optionalText,
  action: z.enum(SIGNAL_ACTIONS),
  /** US dollars; zero for a hold. */
  notional_usd: moneySchema,
  /** From 0 to 1. */
  confidence: z.number().min(0).max(1),
  reason: z.string(),
  /** Why the model's answer was not used. */
  hold_reason: orNull(z.enum(HOLD_REASONS)),
  strategy_id: optionalText,
  model: optionalText,
  source: z.enum(SIGNAL_SOURCES),
  /** As of the last write: one that is pending has expired once its time is over. */
  status: z.enum(SIGNAL_STATUSES),
  /** SHA-256 of what the model was given, in hexadecimal digits. */
  inputs_digest: optionalText,
  /** The account snapshot that it was sized by. */
  snapshot_path: optionalText,
  created_at: time,
  expires_at: optionalTime,
  /** The trade that was opened on it; absent before, and on signals of earlier versions. */
  trade_id: optionalText,
  /** What a model of an earlier system answered, and what it was asked. */
  response: optionalText,
  prompt: optionalText,
});

const { tradeId: _, response: __, prompt: ___, ...proposal } = signal.fields;

/** A signal as it is written first. */
export const proposedSignal = signal.part({ ...proposal, symbol: z.string(), expiresAt: time });

/** The text of a model of an earlier system, which the migration keeps. */
export const historicSignal = signal.part({
  ...proposal,
  symbol: z.null(),
  status: z.enum(['expired', 'dismissed']),
  expiresAt: time,
  response: z.string(),
  prompt: z.string().nullable(),
});

/** What decides whether a trade may be opened on it. */
export const tradableSignal = signal.part({
  symbol: z.string().nullable(),
  action: signal.fields.action,
  status: signal.fields.status,
  expiresAt: time,
});

/** What decides whether it can be dismissed. */
export const dismissibleSignal = signal.part({
  status: signal.fields.status,
  expiresAt: optionalTime.catch(null),
});
