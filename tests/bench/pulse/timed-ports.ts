import { setTimeout as sleep } from 'node:timers/promises';
import { parsePrice } from '@agenttrader/domain/money/price';
import { BrokerError } from '../../../functions/src/broker/broker-error.ts';
import type {
  OpenTrade,
  PulsePorts,
  StoredAccount,
  TenantState,
} from '../../../functions/src/pulse/ports.ts';
import { type Clock, systemClock } from '../../../functions/src/runtime/clock.ts';
import { noticed } from '../../../functions/src/runtime/noticed.ts';
import type { Revision } from '../../../functions/src/runtime/revision.ts';
import { account, position, trade } from '../../../functions/test-support/memory-ports.ts';
import { uidOf } from './seed.ts';

/** The ways in which one tenant's trouble can show. */
export const FAILURES = [
  'refused keys',
  'rate limited',
  'broker down',
  'broker hangs',
  'slow broker',
  'malformed answer',
  'no price',
  'changed meanwhile',
  'cannot be written',
] as const;
export type Failure = (typeof FAILURES)[number];

export interface TimedSetting {
  readonly tenants: number;
  readonly trades: number;
  /** Milliseconds that the broker takes for its next answer. */
  readonly brokerMs: () => number;
  readonly firestoreMs: number;
  /** The machine's unless said. */
  readonly clock?: Clock;
  /** What is wrong with a tenant. */
  readonly failureOf?: (n: number) => Failure | undefined;
  /** Hears of every sync that was written for a tenant with whom nothing is wrong. */
  readonly onHealthyWrite?: (n: number) => void;
}

/** How long a slow broker takes, in milliseconds. */
const SLOW_MS = 500;

const SYMBOLS = ['AAPL', 'MSFT', 'KO', 'NVDA', 'AMZN'];
const PRICES = new Map(SYMBOLS.map(symbol => [symbol, parsePrice('110')]));

/** What differs from one tenant to the next, and from one minute to the next. */
type Remembered = Pick<TenantState, 'standingError' | 'slowSyncs' | 'snapshotAt'>;

/**
 * Ports that take their time and keep next to nothing, so that what is measured is the heartbeat: in memory is only how each
 * troubled tenant's last sync ended.
 */
export function timedPorts(setting: TimedSetting): PulsePorts {
  const { brokerMs, firestoreMs, failureOf = () => undefined } = setting;
  const trades = Array.from({ length: setting.trades }, (_, n) =>
    trade(`trade-${n}`, SYMBOLS[n % SYMBOLS.length] ?? 'AAPL', 'BUY', '2', '100'),
  );
  const remembered = new Map<string, Remembered>();
  const failing = (uid: string): Failure | undefined => failureOf(numberOf(uid));
  const broker = async <T>(uid: string, signal: AbortSignal, answer: () => T): Promise<T> => {
    await brokersTurn(failing(uid), signal, brokerMs());
    return answer();
  };
  return {
    clock: setting.clock ?? systemClock,
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    malformed: noticed(100),
    broker: {
      account: ({ credentials, signal }) => broker(credentials.keyId, signal, () => account('1000', '110')),
      positions: ({ credentials, signal }) => broker(credentials.keyId, signal, () => [position('AAPL')]),
      latestPrices: ({ credentials, signal }, symbols) =>
        broker(credentials.keyId, signal, () =>
          failing(credentials.keyId) === 'no price'
            ? new Map()
            : new Map(symbols.map(symbol => [symbol, PRICES.get(symbol) ?? parsePrice('1')])),
        ),
    },
    due: {
      async *pages() {
        for (let first = 0; first < setting.tenants; first += 500) {
          await pause(firestoreMs);
          const size = Math.min(500, setting.tenants - first);
          yield Array.from({ length: size }, (_, n) => uidOf(first + n));
        }
      },
      countSwitchedOff: async () => 0,
    },
    states: {
      async readMany(uids) {
        await pause(firestoreMs);
        return new Map(uids.map(uid => [uid, stateOf(uid, trades, remembered.get(uid))]));
      },
      rebuild: async () => undefined,
    },
    credentials: { read: async ({ uid }) => ({ kind: 'apiKey', keyId: uid, secretKey: 'secret' }) },
    writer: {
      async commit({ at, error, slowSyncs, state }) {
        const failure = failing(state.uid);
        await pause(firestoreMs);
        if (failure === 'cannot be written') throw new Error('UNAVAILABLE');
        if (failure === 'changed meanwhile') return 'superseded';
        if (failure !== undefined) {
          remembered.set(state.uid, { standingError: error, slowSyncs, snapshotAt: error ? undefined : at });
        } else setting.onHealthyWrite?.(numberOf(state.uid));
        return 'written';
      },
    },
    lease: {
      acquire: async () => ({ answer: 'granted', clockAheadMs: 0, unfinished: undefined }),
      renew: async () => true,
      end: async () => undefined,
    },
    runs: {
      putShard: async () => undefined,
      isFinished: async () => false,
      putPlan: async () => undefined,
      allFinished: async () => false,
      read: async () => ({ plan: undefined, results: [] }),
      publish: async () => undefined,
      isPublished: async () => true,
    },
    queue: { enqueue: async () => undefined },
  };
}

const numberOf = (uid: string): number => Number(uid.slice(-6));
const ignore = (): void => undefined;
const pause = async (milliseconds: number): Promise<void> => {
  if (milliseconds > 0) await sleep(milliseconds);
};

/** Waits as long as the broker takes. @throws BrokerError where it refuses */
async function brokersTurn(
  failure: Failure | undefined,
  signal: AbortSignal,
  milliseconds: number,
): Promise<void> {
  try {
    if (failure === 'broker hangs') await sleep(60 * 60_000, undefined, { signal });
    else if (failure === 'slow broker') await sleep(SLOW_MS, undefined, { signal });
    else await pause(milliseconds);
  } catch {
    throw new BrokerError('broker_timeout');
  }
  if (failure === 'refused keys') throw new BrokerError('credentials_rejected', { status: 401 });
  if (failure === 'rate limited') throw new BrokerError('broker_rate_limited', { status: 429 });
  if (failure === 'broker down') throw new BrokerError('broker_unavailable', { status: 500 });
  if (failure === 'malformed answer') throw new BrokerError('broker_response_invalid');
}

const stateOf = (
  uid: string,
  openTrades: readonly OpenTrade[],
  { standingError, slowSyncs, snapshotAt }: Remembered = {
    standingError: undefined,
    slowSyncs: 0,
    snapshotAt: undefined,
  },
): TenantState => ({
  uid,
  revision: Symbol('revision') as unknown as Revision,
  connection: { id: '1', environment: 'paper', secretVersion: '1' },
  standingError,
  slowSyncs,
  snapshotAt,
  openTrades,
  recent: undefined,
  appendedAt: undefined,
  dueAt: undefined,
  aroundTheClock: false,
  stored: {} as StoredAccount,
});

/**
 * How long a broker takes that answers within `median` milliseconds half of the time, and now and then takes ten times as
 * long: logarithms of it are normally distributed. The same seed gives the same times.
 */
export function longTailed(median: number, seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 2 ** 32;
  };
  return () => {
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    return Math.min(median * 40, median * Math.exp(0.6 * normal));
  };
}
