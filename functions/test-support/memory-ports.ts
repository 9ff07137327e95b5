import { roundToCents } from '@agenttrader/domain/money/money';
import { parsePrice } from '@agenttrader/domain/money/price';
import { parseQuantity } from '@agenttrader/domain/money/quantity';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import type { Side } from '@agenttrader/domain/trades/side';
import type { Broker, BrokerAccount, BrokerPosition } from '../src/broker/broker.ts';
import type {
  OpenTrade,
  PulsePorts,
  PulseSummary,
  StandingError,
  SyncWrite,
  TenantState,
  UnreadableTrade,
} from '../src/pulse/ports.ts';
import { noticed } from '../src/runtime/noticed.ts';
import type { Revision } from '../src/runtime/revision.ts';
import { ManualClock } from './manual-clock.ts';
import { memoryLog } from './memory-log.ts';

export const account = (equity = '1000.00', longMarketValue = '0'): BrokerAccount => ({
  status: 'ACTIVE',
  currency: 'USD',
  equity: roundToCents(equity),
  lastEquity: roundToCents(equity),
  cash: roundToCents(equity),
  buyingPower: roundToCents(equity),
  longMarketValue: roundToCents(longMarketValue),
  shortMarketValue: roundToCents('0'),
  portfolioValue: roundToCents(equity),
  multiplier: '1',
  tradingBlocked: false,
  accountBlocked: false,
  shortingEnabled: true,
});

export const position = (symbol: string): BrokerPosition => ({
  symbol,
  side: 'long',
  assetClass: 'us_equity',
  quantity: '1',
  avgEntryPrice: parsePrice('100'),
  currentPrice: parsePrice('110'),
  marketValue: roundToCents('110'),
  costBasis: roundToCents('100'),
  unrealizedPnl: roundToCents('10'),
});

export const trade = (
  id: string,
  symbol: string,
  side: Side,
  quantity: string,
  entry: string,
): OpenTrade => ({
  id,
  symbol: parseTradableSymbol(symbol),
  side,
  quantity: parseQuantity(quantity),
  entryPrice: parsePrice(entry),
  createdAt: undefined,
  revision: revision(),
});

const revision = (): Revision => Symbol('revision') as unknown as Revision;

/** One tenant of the in-memory world; tests change its fields to make it misbehave. */
export interface MemoryTenant {
  tradingEnabled: boolean;
  secretVersion: string | undefined;
  standingError: StandingError | undefined;
  snapshotAt: Date | undefined;
  trades: OpenTrade[];
  unreadableTrades: UnreadableTrade[];
  prices: Record<string, string>;
  account: () => Promise<BrokerAccount>;
  positions: () => Promise<readonly BrokerPosition[]>;
  keys: () => Promise<void>;
  read: () => Promise<void>;
  commit: () => Promise<'written' | 'superseded'>;
}

export const healthyTenant = (changes: Partial<MemoryTenant> = {}): MemoryTenant => ({
  tradingEnabled: true,
  secretVersion: '1',
  standingError: undefined,
  snapshotAt: undefined,
  trades: [],
  unreadableTrades: [],
  prices: {},
  account: async () => account(),
  positions: async () => [],
  keys: async () => {},
  read: async () => {},
  commit: async () => 'written',
  ...changes,
});

/** Ports over a map of tenants, recording what was asked and written. */
export function memoryPorts(
  tenants: Record<string, MemoryTenant>,
  start = '2026-03-02T15:00:00.000Z',
  switchedOff = 0,
) {
  const clock = new ManualClock(start);
  const log = memoryLog();
  const writes: SyncWrite[] = [];
  const calls: string[] = [];
  const summaries: PulseSummary[] = [];
  const released: string[] = [];
  const tenant = (uid: string): MemoryTenant => {
    const found = tenants[uid];
    if (!found) throw new Error(`no tenant ${uid}`);
    return found;
  };
  const called = (uid: string, what: string): MemoryTenant => {
    calls.push(`${uid} ${what}`);
    return tenant(uid);
  };
  const broker: Broker = {
    account: ({ credentials }) => called(credentials.keyId, 'account').account(),
    positions: ({ credentials }) => called(credentials.keyId, 'positions').positions(),
    latestPrices: async ({ credentials }, symbols) => {
      const { prices } = called(credentials.keyId, `prices ${symbols.join(',')}`);
      return new Map(
        symbols.flatMap(symbol => {
          const text = prices[symbol];
          return text === undefined ? [] : [[symbol, parsePrice(text)] as const];
        }),
      );
    },
  };
  const ports: PulsePorts = {
    clock,
    log,
    malformed: noticed(100),
    broker,
    due: {
      async *pages() {
        yield Object.keys(tenants);
      },
      async countSwitchedOff() {
        return switchedOff;
      },
    },
    tenants: {
      async read(uid): Promise<TenantState> {
        const found = called(uid, 'read');
        await found.read();
        return {
          uid,
          tradingEnabled: found.tradingEnabled,
          connection:
            found.secretVersion === undefined
              ? undefined
              : { id: found.secretVersion, environment: 'paper', secretVersion: found.secretVersion },
          standingError: found.standingError,
          snapshotAt: found.snapshotAt,
          revisions: { snapshot: undefined, error: undefined, trading: undefined },
        };
      },
      async openTrades(uid) {
        const { trades, unreadableTrades } = called(uid, 'trades');
        return { trades, unreadable: unreadableTrades };
      },
    },
    credentials: {
      async read({ uid }) {
        await called(uid, 'keys').keys();
        return { kind: 'apiKey', keyId: uid, secretKey: 'secret' };
      },
    },
    writer: {
      async commit(write) {
        const found = tenant(write.state.uid);
        const result = await found.commit();
        if (result === 'superseded') return result;
        writes.push(write);
        if (write.snapshot) found.snapshotAt = write.at;
        found.standingError = write.error && { ...write.error, at: write.at };
        return result;
      },
    },
    lease: {
      acquire: async () => ({ answer: 'granted', clockAheadMs: 0 }),
      complete: async (_, summary) => {
        summaries.push(summary);
      },
      release: async holder => {
        released.push(holder);
      },
    },
  };
  return { ports, clock, log, writes, calls, summaries, released };
}
