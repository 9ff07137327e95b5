import type { GenerateTradingSignalResponse } from '@agenttrader/domain/callables/generate-trading-signal';
import { inDollars } from '@agenttrader/domain/money/in-dollars';
import type { NewSignal } from './ports.ts';

/** What the caller gets: the signal, and the same in one sentence. */
export function toResponse(id: string, signal: NewSignal): GenerateTradingSignalResponse {
  const { symbol, action, notional, confidence, reason, holdReason, model } = signal;
  return {
    id,
    response: `${headline(signal)}: ${reason}`,
    snapshotPath: signal.snapshotPath,
    signal: {
      symbol,
      action,
      notionalUsd: notional,
      confidence,
      reason,
      holdReason,
      model,
      inputsDigest: signal.inputsDigest,
      createdAt: signal.createdAt.toISOString(),
      expiresAt: signal.expiresAt.toISOString(),
    },
  };
}

function headline({ action, symbol, notional }: NewSignal): string {
  switch (action) {
    case 'buy':
      return `Buy ${symbol} for ${inDollars(notional)}`;
    case 'sell':
      return `Sell ${symbol} for ${inDollars(notional)}`;
    case 'hold':
      return `Hold ${symbol}`;
  }
}
