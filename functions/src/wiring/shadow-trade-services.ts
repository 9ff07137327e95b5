import { parseMoney } from '@agenttrader/domain/money/money';
import { database } from '../data/firestore.ts';
import { shadowTradeStore } from '../data/shadow-trade-store.ts';
import { signalDismissal } from '../data/signal-dismissal.ts';
import { summarySource } from '../data/trade-sums.ts';
import { tradingSwitch } from '../data/trading-switch.ts';
import { usageQuota } from '../data/usage-quota.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';
import type { PlatformLimits } from '../shadow-trades/decide-opening.ts';
import type { HaltPorts } from '../shadow-trades/halt-trading.ts';
import { tradeParams } from '../shadow-trades/params.ts';
import type { ShadowTradePorts } from '../shadow-trades/ports.ts';
import type { SummaryPorts } from '../shadow-trades/summarize-shadow-trades.ts';
import type { SignalDismissal } from '../signals/dismiss-signal.ts';
import { servicesOfThisInstance } from './services.ts';

let services:
  | (ShadowTradePorts & HaltPorts & { summaries: SummaryPorts; signals: SignalDismissal })
  | undefined;

/** What the callables about shadow trades need, made at the first of their calls. */
export function shadowTradeServices() {
  services ??= makeServices();
  return services;
}

function makeServices() {
  const db = database();
  const { sync, marketData } = servicesOfThisInstance();
  return {
    clock: systemClock,
    log: cloudLog,
    tenants: sync.tenants,
    credentials: sync.credentials,
    marketData,
    trades: shadowTradeStore(db),
    tradingSwitch: tradingSwitch(db),
    summaries: {
      trades: summarySource(db),
      quota: usageQuota(db, 'summed_pages'),
      clock: systemClock,
    },
    signals: signalDismissal(db),
  };
}

/** The limits that the operator's settings spell out. */
export const openingLimits = (): PlatformLimits => ({
  perDay: tradeParams.dailyTrades.value(),
  maxOpenTrades: tradeParams.maxOpenTrades.value(),
  maxTradeUsd: parseMoney(tradeParams.maxTrade.value()),
});
