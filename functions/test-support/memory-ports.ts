import { roundToCents } from '@agenttrader/domain/money/money';
import { parsePercent } from '@agenttrader/domain/money/percent';
import { parsePrice } from '@agenttrader/domain/money/price';
import { parseQuantity } from '@agenttrader/domain/money/quantity';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import type { Side } from '@agenttrader/domain/trades/side';
import type { Broker, BrokerAccount, BrokerPosition } from '../src/broker/broker.ts';
import type {
  OpenTrade,
  PulsePorts,
  RecentPoints,
  StandingError,
  StoredAccount,
  SyncWrite,
  TenantState,
  UnreadableTrade,
} from '../src/pulse/ports.ts';
import type { Clock } from '../src/runtime/clock.ts';
import { noticed } from '../src/runtime/noticed.ts';
import type { Revision } from '../src/runtime/revision.ts';
import { ManualClock } from './manual-clock.ts';
import { memoryLog } from './memory-log.ts';
import { memoryDispatch } from './memory-runs.ts';

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
  currentPrice: parsePrice(entry),
  currentPnl: roundToCents('0'),
  pnlPercent: parsePercent('0'),
  lastUpdated: undefined,
  storedPrice: parsePrice(entry),
});

const stateOf = (uid: string, tenant: MemoryTenant): TenantState => ({
  uid,
  revision: revision(),
  connection:
    tenant.secretVersion === undefined
      ? undefined
      : { id: tenant.secretVersion, environment: 'paper', secretVersion: tenant.secretVersion },
  standingError: tenant.standingError,
  slowSyncs: tenant.slowSyncs,
  snapshotAt: tenant.snapshotAt,
  openTrades: tenant.trades,
  recent: tenant.recent,
  appendedAt: tenant.appendedAt,
  dueAt: undefined,
  aroundTheClock: false,
  stored: {} as StoredAccount,
});

const revision = (): Revision => Symbol('revision') as unknown as Revision;

/** One tenant of the in-memory world; tests change its fields to make it misbehave. */
export interface MemoryTenant {
  tradingEnabled: boolean;
  secretVersion: string | undefined;
  standingError: StandingError | undefined;
  snapshotAt: Date | undefined;
  slowSyncs: number;
  trades: OpenTrade[];
  /** Whether the state must be made anew, and what is found unreadable then. */
  stale: boolean;
  unreadableTrades: UnreadableTrade[];
  recent: RecentPoints | undefined;
  appendedAt: Date | undefined;
  prices: Record<string, string>;
  account: () => Promise<BrokerAccount>;
  positions: () => Promise<readonly BrokerPosition[]>;
  keys: () => Promise<void>;
  read: () => Promise<void>;
  commit: () => Promise<'written' | 'unchanged' | 'superseded'>;
}

export const healthyTenant = (changes: Partial<MemoryTenant> = {}): MemoryTenant => ({
  tradingEnabled: true,
  secretVersion: '1',
  standingError: undefined,
  snapshotAt: undefined,
  slowSyncs: 0,
  trades: [],
  stale: false,
  unreadableTrades: [],
  recent: undefined,
  appendedAt: undefined,
  prices: {},
  account: async () => account(),
  positions: async () => [],
  keys: async () => {},
  read: async () => {},
  commit: async () => 'written',
  ...changes,
});

/** Ports over a map of tenants, recording what was asked and written. */
export function memoryPorts<C extends Clock = ManualClock>(
  tenants: Record<string, MemoryTenant>,
  start = '2026-03-02T15:00:00.000Z',
  switchedOff = 0,
  clock: C = new ManualClock(start) as Clock as C,
) {
  const log = memoryLog();
  const writes: SyncWrite[] = [];
  const calls: string[] = [];
  const dispatch = memoryDispatch();
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
        yield Object.keys(tenants).filter(uid => tenants[uid]?.tradingEnabled);
      },
      async countSwitchedOff() {
        return switchedOff;
      },
    },
    states: {
      async readMany(uids) {
        const states = new Map<string, TenantState>();
        for (const uid of uids) {
          const found = called(uid, 'read');
          await found.read();
          if (!found.stale) states.set(uid, stateOf(uid, found));
        }
        return states;
      },
      async rebuild(uid) {
        const found = called(uid, 'rebuild');
        found.stale = false;
        return { state: stateOf(uid, found), unreadable: found.unreadableTrades, tooMany: false };
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
        if (result !== 'written') return result;
        writes.push(write);
        if (write.found) found.snapshotAt = write.at;
        if (write.appended) found.appendedAt = write.at;
        found.standingError = write.error;
        found.slowSyncs = write.slowSyncs;
        found.recent = write.recent;
        found.trades = [...write.openTrades];
        return result;
      },
    },
    ...dispatch.ports,
  };
  const { runs, tasks, ended } = dispatch;
  return { ports, clock, log, writes, calls, summaries: runs.summaries, runs, tasks, ended };
}
