import { MOST_OPEN_TRADES } from '@agenttrader/domain/documents/snapshot';
import { parseMoney } from '@agenttrader/domain/money/money';
import { z } from 'zod';
import type {
  ConfirmAddressPorts,
  ConnectBrokerPorts,
  DeleteAccountPorts,
  ExportAccountPorts,
} from '../accounts/ports.ts';
import { alpacaBroker } from '../broker/alpaca/alpaca-broker.ts';
import { alpacaMarketData } from '../broker/alpaca/alpaca-market-data.ts';
import { fetchFromLocalExchange } from '../broker/alpaca/hosts.ts';
import { keepAliveFetch } from '../broker/alpaca/keep-alive-fetch.ts';
import { requestBudget } from '../broker/request-budget.ts';
import type { TenantAccessPorts } from '../broker/tenant-access.ts';
import { cachedReader } from '../credentials/cached-reader.ts';
import { accountExporter } from '../data/accounts/account-exporter.ts';
import { accountRemoval } from '../data/accounts/account-removal.ts';
import { FirestoreAccountStore } from '../data/accounts/account-store.ts';
import { database } from '../data/firestore/firestore.ts';
import { legacyKeys } from '../data/migration/legacy-keys.ts';
import { legacyReader } from '../data/migration/legacy-reader.ts';
import { migrationStore } from '../data/migration/migration-store.ts';
import { repairStore } from '../data/migration/repair-store.ts';
import { operationsStore } from '../data/operations/operations-store.ts';
import { dueTenants } from '../data/pulse/due-tenants.ts';
import { pulseLease } from '../data/pulse/pulse-lease.ts';
import { pulseRuns } from '../data/pulse/pulse-runs.ts';
import { syncWriter } from '../data/pulse/sync-writer.ts';
import { tenantStates } from '../data/pulse/tenant-states.ts';
import { shadowTradeStore } from '../data/shadow-trades/shadow-trade-store.ts';
import { summarySource } from '../data/shadow-trades/trade-sums.ts';
import { tradingSwitch } from '../data/shadow-trades/trading-switch.ts';
import { signalQuota } from '../data/signals/signal-quota.ts';
import { signalStore } from '../data/signals/signal-store.ts';
import { snapshotReader } from '../data/signals/snapshot-reader.ts';
import { tradeCapReader } from '../data/signals/trade-cap-reader.ts';
import { callCounts } from '../data/tenants/call-counts.ts';
import { connectionReader } from '../data/tenants/connection-reader.ts';
import { usageQuota } from '../data/tenants/usage-quota.ts';
import type { MigrationPorts } from '../migration/ports.ts';
import type { LockPorts } from '../operations/ports.ts';
import { type PulseLimits, pulseLimits } from '../pulse/limits.ts';
import { pulseParams } from '../pulse/params.ts';
import type { PulsePorts } from '../pulse/ports.ts';
import { callLimiter } from '../runtime/call-limits/call-limiter.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';
import { localAddress } from '../runtime/local-address.ts';
import { noticed } from '../runtime/noticed.ts';
import { params } from '../runtime/params.ts';
import type { PlatformBounds } from '../shadow-trades/decide-opening.ts';
import { tradeParams } from '../shadow-trades/params.ts';
import type { HaltPorts, SummaryPorts } from '../shadow-trades/ports.ts';
import { openSignalModel } from '../signal-models/open-signal-model.ts';
import { signalParams } from '../signal-models/params.ts';
import type { DismissalPorts, SignalPorts } from '../signals/ports.ts';
import { callerTokens } from './caller-tokens.ts';
import { authSessions, authSignIns, authUsers, firebaseAuth } from './firebase-auth.ts';
import { openVault } from './open-vault.ts';
import { shardQueue, taskQueue } from './shard-queue.ts';
import { reportSilentServices } from './silent-services.ts';

/** One request to the broker. */
const BROKER_TIMEOUT_MS = 8_000;
/** All of one tenant's requests. Well under a minute, so that one that hangs is done before the next pulse. */
export const TENANT_DEADLINE_MS = 12_000;
/**
 * More places than tenants that one instance meets; each takes less than half a kilobyte. Shards go to any instance, so each
 * reads every tenant's keys once in six hours: at ten instances $0.004 a tenant and month.
 */
const KEY_CACHE = { maxAgeMs: 6 * 60 * 60_000, maxEntries: 150_000 };
/** Malformed trades that are remembered as reported. */
const MOST_MALFORMED = 10_000;

/** Of one account, from this instance. Alpaca refuses more than 200, whoever makes them. */
const MOST_REQUESTS_A_MINUTE = 190;

const feedSchema = z.enum(['iex', 'sip', 'delayed_sip']).catch('iex');

/** Makes something at its first use, so that a cold start loads no client that is not used, and keeps it. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

const clock = systemClock;
const log = cloudLog;

const alpaca = once(() => {
  const exchange = localAddress('ALPACA_EMULATOR_HOST', process.env);
  const send = keepAliveFetch();
  return {
    timeoutMs: BROKER_TIMEOUT_MS,
    feed: feedSchema.parse(params.alpacaFeed.value()),
    budget: requestBudget(MOST_REQUESTS_A_MINUTE, clock),
    fetchApi: exchange ? fetchFromLocalExchange(`${exchange.host}:${exchange.port}`, send) : send,
  };
});
const broker = once(() => alpacaBroker(alpaca()));
const marketData = once(() => alpacaMarketData(alpaca()));

const vault = once(() => {
  // An address that is none is told by whoever calls it.
  reportSilentServices(process.env, log).catch(() => undefined);
  return openVault(process.env);
});
const credentials = once(() => cachedReader(vault(), clock, KEY_CACHE));

const accounts = once(() => new FirestoreAccountStore(database()));
const users = once(() => authUsers(firebaseAuth()));
/** What asking the broker for a tenant needs. */
const access = once(
  (): TenantAccessPorts => ({ clock, connections: connectionReader(database()), credentials: credentials() }),
);

/** What each feature needs, over the adapters of this instance. */
export const services = {
  pulse: once(
    (): PulsePorts => ({
      clock,
      due: dueTenants(database()),
      states: tenantStates(database()),
      credentials: credentials(),
      log,
      broker: broker(),
      writer: syncWriter(database(), clock),
      malformed: noticed(MOST_MALFORMED),
      lease: pulseLease(database()),
      runs: pulseRuns(database()),
      queue: shardQueue(taskQueue()),
    }),
  ),
  accounts: once(
    (): ConnectBrokerPorts => ({ accounts: accounts(), broker: broker(), vault: vault(), clock, log }),
  ),
  addresses: once((): ConfirmAddressPorts => ({ users: users(), clock, log })),
  removal: once(
    (): DeleteAccountPorts => ({
      removal: accountRemoval(database()),
      vault: vault(),
      users: users(),
      clock,
      log,
    }),
  ),
  exporting: once((): ExportAccountPorts => ({ exporter: accountExporter(database()), clock })),
  signals: once((): SignalPorts => {
    const db = database();
    const { model, vertexModel, vertexLocation } = signalParams;
    const settings = {
      model: model.value(),
      vertexModel: vertexModel.value(),
      vertexLocation: vertexLocation.value(),
    };
    return {
      ...access(),
      log,
      marketData: marketData(),
      snapshots: snapshotReader(db),
      tradeCaps: tradeCapReader(db),
      model: openSignalModel(settings, process.env, clock),
      quota: signalQuota(db),
      signals: signalStore(db),
    };
  }),
  dismissals: once((): DismissalPorts => ({ signals: signalStore(database()), clock })),
  shadowTrades: once(
    (): HaltPorts => ({
      ...access(),
      log,
      marketData: marketData(),
      trades: shadowTradeStore(database()),
      tradingSwitch: tradingSwitch(database()),
    }),
  ),
  summaries: once((): SummaryPorts => {
    const db = database();
    return { trades: summarySource(db), quota: usageQuota(db, 'summedPages'), clock };
  }),
  operators: once(
    (): LockPorts => ({
      operations: operationsStore(database()),
      signIns: authSignIns(firebaseAuth()),
      clock,
    }),
  ),
  migration: once((): MigrationPorts => {
    const db = database();
    return {
      legacy: legacyReader(db),
      store: migrationStore(db),
      repairs: repairStore(db),
      keys: { documents: legacyKeys(db), accounts: accounts(), vault: vault(), clock, log },
      clock,
      log,
    };
  }),
  /** One for this instance: it remembers who has reached a limit. */
  limiter: once(() => callLimiter(callCounts(database()), clock, log)),
  tokens: once(() => callerTokens(process.env, log)),
  sessions: authSessions(firebaseAuth),
};

/** The limits of the heartbeat that the operator's settings spell out. @throws InvalidSetting */
export const heartbeatLimits = (): PulseLimits =>
  pulseLimits(
    {
      PULSE_CONCURRENCY: pulseParams.concurrency.value(),
      CLOSED_MARKET_MINUTES: pulseParams.closedMarketMinutes.value(),
      FAN_OUT_ABOVE: pulseParams.fanOutAbove.value(),
      SHARD_SIZE: pulseParams.shardSize.value(),
    },
    TENANT_DEADLINE_MS,
  );

/** The bounds of opening trades that the operator's settings spell out. */
export const openingBounds = (): PlatformBounds => ({
  perDay: tradeParams.dailyTrades.value(),
  maxOpenTrades: Math.min(tradeParams.maxOpenTrades.value(), MOST_OPEN_TRADES),
  maxTradeUsd: parseMoney(tradeParams.maxTrade.value()),
});
