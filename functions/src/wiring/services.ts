import { z } from 'zod';
import { alpacaBroker } from '../broker/alpaca/alpaca-broker.ts';
import { alpacaMarketData } from '../broker/alpaca/alpaca-market-data.ts';
import { fetchFromLocalExchange } from '../broker/alpaca/hosts.ts';
import type { Broker } from '../broker/broker.ts';
import type { MarketData } from '../broker/market-data.ts';
import { cachedReader } from '../credentials/cached-reader.ts';
import type { CredentialsReader, CredentialsVault } from '../credentials/credentials.ts';
import { accountStore } from '../data/account-store.ts';
import { database } from '../data/firestore.ts';
import { pulseLease } from '../data/pulse-lease.ts';
import { signalQuota } from '../data/signal-quota.ts';
import { signalStore } from '../data/signal-store.ts';
import { snapshotReader } from '../data/snapshot-reader.ts';
import { syncWriter } from '../data/sync-writer.ts';
import { tenantReader } from '../data/tenant-reader.ts';
import { tradeCapReader } from '../data/trade-cap-reader.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';
import { type Noticed, noticed } from '../runtime/noticed.ts';
import { params } from '../runtime/params.ts';
import { openSignalModel } from '../signal-models/open-signal-model.ts';
import { signalParams } from '../signal-models/params.ts';
import type { SignalPorts } from '../signals/ports.ts';
import { localAddress } from './local-address.ts';
import { openVault } from './open-vault.ts';
import { reportSilentServices } from './silent-services.ts';

/** One request to the broker. */
const BROKER_TIMEOUT_MS = 8_000;
/** All of one tenant's requests. Well under a minute, so that one that hangs is done before the next pulse. */
export const TENANT_DEADLINE_MS = 12_000;
/** More places than tenants that one instance gets through in a minute; each takes less than half a kilobyte. */
const KEY_CACHE = { maxAgeMs: 60 * 60_000, maxEntries: 50_000 };

/** Malformed trades that are remembered as reported. */
const MOST_MALFORMED = 10_000;

const feedSchema = z.enum(['iex', 'sip', 'delayed_sip']).catch('iex');

export interface Services {
  readonly broker: Broker;
  readonly vault: CredentialsVault;
  readonly credentials: CredentialsReader;
  readonly sync: {
    readonly clock: typeof systemClock;
    readonly tenants: ReturnType<typeof tenantReader>;
    readonly credentials: CredentialsReader;
    readonly broker: Broker;
    readonly writer: ReturnType<typeof syncWriter>;
    readonly log: typeof cloudLog;
    readonly malformed: Noticed;
  };
  readonly marketData: MarketData;
  readonly lease: ReturnType<typeof pulseLease>;
  readonly accounts: ReturnType<typeof accountStore>;
  readonly signals: SignalPorts;
}

let services: Services | undefined;

/** The adapters of this instance, made at the first call: a cold start loads no client that is not used. */
export function servicesOfThisInstance(): Services {
  services ??= makeServices();
  return services;
}

function makeServices(): Services {
  // An address that is none is told by whoever calls it.
  reportSilentServices(process.env, cloudLog).catch(() => undefined);
  const exchange = localAddress('ALPACA_EMULATOR_HOST', process.env);
  const alpaca = {
    timeoutMs: BROKER_TIMEOUT_MS,
    feed: feedSchema.parse(params.alpacaFeed.value()),
    ...(exchange ? { fetchApi: fetchFromLocalExchange(`${exchange.host}:${exchange.port}`) } : {}),
  };
  const broker = alpacaBroker(alpaca);
  const vault = openVault(process.env);
  const credentials = cachedReader(vault, systemClock, KEY_CACHE);
  const db = database();
  const marketData = alpacaMarketData(alpaca);
  return {
    broker,
    vault,
    credentials,
    sync: {
      clock: systemClock,
      tenants: tenantReader(db),
      credentials,
      broker,
      writer: syncWriter(db),
      log: cloudLog,
      malformed: noticed(MOST_MALFORMED),
    },
    marketData,
    lease: pulseLease(db),
    accounts: accountStore(db),
    signals: {
      clock: systemClock,
      log: cloudLog,
      snapshots: snapshotReader(db),
      tradeCaps: tradeCapReader(db),
      tenants: tenantReader(db),
      credentials,
      marketData,
      model: openSignalModel(
        {
          model: signalParams.model.value(),
          vertexModel: signalParams.vertexModel.value(),
          vertexLocation: signalParams.vertexLocation.value(),
        },
        process.env,
        systemClock,
      ),
      quota: signalQuota(db),
      signals: signalStore(db),
    },
  };
}
