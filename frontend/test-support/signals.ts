import { parseMoney } from '@agenttrader/domain/money/money';
import type { Signal } from '@/lib/documents/signal.ts';

const DAY_MS = 86_400_000;

/** A signal to buy that waits for a day. */
export const signalOf = (overrides: Partial<Signal> = {}): Signal => ({
  id: 's1',
  symbol: 'AAPL',
  action: 'buy',
  notionalUsd: parseMoney('1500.00'),
  confidence: 0.8,
  reason: 'Rising on volume.',
  holdReason: null,
  strategyId: null,
  model: 'momentum',
  source: 'model',
  status: 'pending',
  inputsDigest: null,
  snapshotPath: null,
  createdAt: new Date(),
  expiresAt: new Date(Date.now() + DAY_MS),
  tradeId: null,
  response: null,
  prompt: null,
  ...overrides,
});
