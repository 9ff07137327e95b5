import { type Money, parseMoney } from '@agenttrader/domain/money/money';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import type { BrokerAccess } from '../src/broker/broker.ts';
import type { DailyBar, NewsArticle } from '../src/broker/market-data.ts';
import type { ModelAnswer, SignalInputs, SignalModel } from '../src/signal-models/signal-model.ts';
import type { SignalBounds } from '../src/signals/generate-signal.ts';
import type { NewSignal, SignalPorts, SignalSnapshot } from '../src/signals/ports.ts';
import { ManualClock } from './manual-clock.ts';
import { memoryLog } from './memory-log.ts';
import { barsOf } from './signal-inputs.ts';

export const signalBounds: SignalBounds = {
  platformCap: parseMoney('10000'),
  perDay: 10,
  watched: [parseTradableSymbol('SPY'), parseTradableSymbol('QQQ')],
};

/** Above everything that a test spends: such a limit limits nothing. */
const NO_CAP = parseMoney('100000000000000');

/** One tenant of the in-memory world; tests change its fields to make it misbehave. */
export interface SignalTenant {
  snapshot: SignalSnapshot | 'missing' | 'unreadable';
  tradeCap: Money | undefined | 'unreadable';
  connected: boolean;
  marketTime: () => Promise<Date>;
  bars: Record<string, readonly DailyBar[]>;
  news: () => Promise<readonly NewsArticle[]>;
  save: () => Promise<void>;
}

const rising = (): DailyBar[] => barsOf(Array.from({ length: 40 }, (_, day) => 100 + day + (day % 2)));

export const signalSnapshot = (changes: Partial<SignalSnapshot> = {}): SignalSnapshot => ({
  syncedAt: new Date('2026-03-02T14:59:30Z'),
  equity: parseMoney('5000'),
  cash: parseMoney('5000'),
  buyingPower: parseMoney('5000'),
  currency: 'USD',
  positions: [],
  ...changes,
});

export const signalTenant = (changes: Partial<SignalTenant> = {}): SignalTenant => ({
  snapshot: signalSnapshot(),
  tradeCap: undefined,
  connected: true,
  marketTime: async () => new Date('2026-03-02T15:00:00Z'),
  bars: { AAPL: rising(), SPY: rising(), QQQ: rising() },
  news: async () => [],
  save: async () => {},
  ...changes,
});

/** A model that says what a test wants it to, and remembers what it was asked. */
export function scriptedModel(
  propose: (inputs: SignalInputs) => ModelAnswer | Promise<ModelAnswer>,
): SignalModel & { readonly asked: SignalInputs[] } {
  const asked: SignalInputs[] = [];
  return {
    name: 'scripted',
    asked,
    async propose(inputs) {
      asked.push(inputs);
      return propose(inputs);
    },
  };
}

/** Ports over a map of tenants, recording what was read of whom and what was stored. */
export function memorySignals(tenants: Record<string, SignalTenant>, model: SignalModel) {
  const clock = new ManualClock('2026-03-02T15:00:00Z');
  const log = memoryLog();
  const stored: { readonly uid: string; readonly signal: NewSignal }[] = [];
  const touched = new Set<string>();
  const used = new Map<string, number>();
  const underWay = new Set<string>();
  let lease = 0;
  const tenant = (uid: string): SignalTenant => {
    touched.add(uid);
    const found = tenants[uid];
    if (!found) throw new Error(`no tenant ${uid}`);
    return found;
  };
  const ownerOf = ({ credentials }: BrokerAccess): SignalTenant => tenant(credentials.keyId);
  const marketData: SignalPorts['marketData'] = {
    marketTime: access => ownerOf(access).marketTime(),
    dailyBars: async (access, symbols) => {
      const { bars } = ownerOf(access);
      return new Map(symbols.flatMap(symbol => (bars[symbol] ? [[symbol, bars[symbol]] as const] : [])));
    },
    news: access => ownerOf(access).news(),
  };
  const ports: SignalPorts = {
    clock,
    log,
    model,
    marketData,
    snapshots: { read: async uid => tenant(uid).snapshot },
    tradeCaps: { tradeCap: async uid => tenant(uid).tradeCap ?? NO_CAP },
    connections: {
      read: async uid =>
        tenant(uid).connected ? { id: '1', environment: 'paper', secretVersion: '1' } : undefined,
    },
    credentials: { read: async ({ uid }) => ({ kind: 'apiKey', keyId: uid, secretKey: 'secret-canary' }) },
    quota: {
      async begin(uid, limit) {
        const count = used.get(uid) ?? 0;
        if (count >= limit) return 'exhausted';
        used.set(uid, count + 1);
        lease += 1;
        underWay.add(String(lease));
        return { lease: String(lease) };
      },
      async end(uid, question) {
        underWay.delete(question.lease);
        if (!question.counts) used.set(uid, (used.get(uid) ?? 0) - 1);
      },
    },
    signals: {
      async save(uid, signal) {
        await tenant(uid).save();
        stored.push({ uid, signal });
        return `signal-${stored.length}`;
      },
    },
  };
  return { ports, clock, log, stored, touched, used, underWay };
}
