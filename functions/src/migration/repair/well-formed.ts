import { brokerEnvironment } from '@agenttrader/domain/accounts/environment';
import { closedTrade, openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import { SIGNAL_ACTIONS } from '@agenttrader/domain/signals/action';
import { HOLD_REASONS } from '@agenttrader/domain/signals/hold-reason';
import { SIGNAL_SOURCES, SIGNAL_STATUSES } from '@agenttrader/domain/signals/status';
import { z } from 'zod';

/** Documents as every reader of them, functions and dashboard, can read them. Timestamps are dates here. */

const text = z.string();
const date = z.date();

export const isTrade = (data: unknown): boolean => openTrade.read(data).ok || closedTrade.read(data).ok;

const anySignal = {
  action: z.enum(SIGNAL_ACTIONS),
  notional_usd: moneySchema,
  confidence: z.number().min(0).max(1),
  reason: text,
  hold_reason: z.enum(HOLD_REASONS).nullish(),
  strategy_id: text.nullish(),
  model: text.nullish(),
  source: z.enum(SIGNAL_SOURCES),
  inputs_digest: text.nullish(),
  snapshot_path: text.nullish(),
  created_at: date,
  expires_at: date,
};

export const wellFormedSignal = z.union([
  z.object({ ...anySignal, symbol: text, status: z.enum(SIGNAL_STATUSES) }),
  z.object({
    ...anySignal,
    symbol: z.null(),
    status: z.enum(['expired', 'dismissed']),
    response: text,
    prompt: text.nullable(),
  }),
]);

const figure = text.nullish();

export const wellFormedSnapshot = z.object({
  synced_at: date,
  equity: moneySchema,
  buying_power: moneySchema,
  cash: moneySchema,
  last_equity: moneySchema.nullish(),
  currency: text,
  account_status: text,
  positions: z.array(
    z.object({
      symbol: text,
      side: z.enum(['long', 'short']),
      asset_class: text,
      quantity: text,
      avg_entry_price: figure,
      current_price: figure,
      market_value: figure,
      cost_basis: figure,
      unrealized_pnl: figure,
    }),
  ),
});

const anySwitch = tradingStatus.part({ ...tradingStatus.fields, message: text });

export const isSwitch = (data: unknown): boolean => anySwitch.read(data).ok;

const connection = {
  connected_at: date.nullish(),
  verified_at: date.nullish(),
  instructions: text.nullish(),
};

export const wellFormedConnection = z.discriminatedUnion('configured', [
  z.object({
    ...connection,
    configured: z.literal(true),
    environment: brokerEnvironment,
    key_id_last4: text,
    secret_version: text.regex(/^\d+$/),
  }),
  z.object({
    ...connection,
    configured: z.literal(false),
    environment: z.null(),
    key_id_last4: z.null(),
    secret_version: z.null(),
  }),
]);
