import type { Firestore } from 'firebase-admin/firestore';
import type { ConnectBrokerPorts } from '../../../functions/src/accounts/ports.ts';
import { cachedReader } from '../../../functions/src/credentials/cached-reader.ts';
import { FirestoreAccountStore } from '../../../functions/src/data/accounts/account-store.ts';
import { legacyKeys } from '../../../functions/src/data/migration/legacy-keys.ts';
import { legacyReader } from '../../../functions/src/data/migration/legacy-reader.ts';
import { migrationStore } from '../../../functions/src/data/migration/migration-store.ts';
import { repairStore } from '../../../functions/src/data/migration/repair-store.ts';
import { dueTenants } from '../../../functions/src/data/pulse/due-tenants.ts';
import { pulseLease } from '../../../functions/src/data/pulse/pulse-lease.ts';
import { pulseRuns } from '../../../functions/src/data/pulse/pulse-runs.ts';
import { syncWriter } from '../../../functions/src/data/pulse/sync-writer.ts';
import { tenantStates } from '../../../functions/src/data/pulse/tenant-states.ts';
import { shadowTradeStore } from '../../../functions/src/data/shadow-trades/shadow-trade-store.ts';
import { tradingSwitch } from '../../../functions/src/data/shadow-trades/trading-switch.ts';
import { connectionReader } from '../../../functions/src/data/tenants/connection-reader.ts';
import type { MigrationPorts } from '../../../functions/src/migration/ports.ts';
import type { PulsePorts } from '../../../functions/src/pulse/ports.ts';
import type { Log } from '../../../functions/src/runtime/log.ts';
import { noticed } from '../../../functions/src/runtime/noticed.ts';
import type { HaltPorts } from '../../../functions/src/shadow-trades/ports.ts';
import type { Exchange } from './exchange.ts';
import { simulatedFirestore } from './firestore/client.ts';
import type { Connection } from './firestore/connection.ts';
import { type DocumentStore, STATUS, StatusError } from './firestore/document-store.ts';
import type { Instance } from './instance.ts';
import type { Random } from './random.ts';
import type { Secrets } from './secrets.ts';
import type { Tasks } from './tasks.ts';
import type { Trace } from './trace.ts';

/** What all instances share. */
export interface Surroundings {
  readonly store: DocumentStore;
  readonly exchange: Exchange;
  readonly secrets: Secrets;
  readonly tasks: Tasks;
  readonly trace: Trace;
  readonly random: Random;
}

/** What one instance makes of its surroundings: as `functions/src/wiring/services.ts` does, with other servers. */
export interface Services {
  readonly db: Firestore;
  readonly pulse: PulsePorts;
  readonly accounts: ConnectBrokerPorts;
  readonly shadowTrades: HaltPorts;
  readonly migration: MigrationPorts;
}

const KEY_CACHE = { maxAgeMs: 60 * 60_000, maxEntries: 50_000 };
/** How long the client waits for one answer of Firestore, in milliseconds. */
const FIRESTORE_PATIENCE_MS = 60_000;

export function servicesOf(instance: Instance, surroundings: Surroundings): Services {
  const { exchange, secrets } = surroundings;
  const { clock } = instance;
  const db = simulatedFirestore(connectionOf(instance, surroundings));
  const log = logOf(instance, surroundings.trace);
  const broker = exchange.for(instance);
  const vault = secrets.for(instance);
  const accounts = new FirestoreAccountStore(db);
  const credentials = cachedReader(vault, clock, KEY_CACHE);
  return {
    db,
    pulse: {
      clock,
      log,
      broker,
      credentials,
      states: tenantStates(db),
      writer: syncWriter(db, clock),
      malformed: noticed(100),
      due: dueTenants(db),
      lease: pulseLease(db),
      runs: pulseRuns(db),
      queue: surroundings.tasks.for(instance),
    },
    accounts: { accounts, broker, vault, clock, log },
    migration: {
      legacy: legacyReader(db),
      store: migrationStore(db),
      repairs: repairStore(db),
      keys: { documents: legacyKeys(db), accounts, vault, clock, log },
      clock,
      log,
    },
    shadowTrades: {
      clock,
      log,
      credentials,
      connections: connectionReader(db),
      marketData: broker,
      trades: shadowTradeStore(db),
      tradingSwitch: tradingSwitch(db),
    },
  };
}

/** Requests of one instance to the documents of all. */
function connectionOf(instance: Instance, { store, random }: Surroundings): Connection {
  const tooLate = () => new StatusError(STATUS.DEADLINE_EXCEEDED, 'no answer');
  return {
    ask: ({ method, about, serve }) =>
      instance.ask({
        service: 'firestore',
        about: `${method} ${about}`,
        serve: now => serve(store, now),
        failure: changed => new StatusError(random.pick(changed ? UNSURE : REFUSALS[method]), 'failed'),
        patienceMs: FIRESTORE_PATIENCE_MS,
        tooLate,
      }),
    pause: milliseconds => instance.pause(milliseconds * (0.5 + random.next())),
    newId: () => random.id(),
  };
}

const UNSURE = [STATUS.UNAVAILABLE, STATUS.DEADLINE_EXCEEDED, STATUS.INTERNAL];
const REFUSED_READS = [...UNSURE, STATUS.RESOURCE_EXHAUSTED];
const REFUSED_WRITES = [...REFUSED_READS, STATUS.ABORTED, STATUS.ABORTED];
const REFUSALS = {
  read: REFUSED_READS,
  query: REFUSED_READS,
  commit: REFUSED_WRITES,
  batchWrite: REFUSED_WRITES,
};

function logOf(instance: Instance, trace: Trace): Log {
  const line: Log['info'] = (message, fields = {}) =>
    trace.note(() => `${instance.name} says: ${message} ${JSON.stringify(fields)}`);
  return { debug: line, info: line, warn: line, error: line };
}
