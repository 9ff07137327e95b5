import { startExchange } from '../../local/alpaca/server.ts';
import { startFirestore } from '../../local/firestore/server.ts';
import { startSecretManager } from '../../local/secret-manager/server.ts';

export interface Callable {
  run(request: { data: unknown; auth?: unknown }): Promise<unknown>;
}

export interface LoopbackFunctions {
  /** Every callable that is deployed, by its name. */
  readonly callables: ReadonlyMap<string, Callable>;
  /** Opens a paper account at the exchange with these keys. */
  openAccount(keys: { keyId: string; secretKey: string }): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The functions as they are deployed, in this process, over the real client libraries to servers on loopback. Without
 * the emulators, thousands of calls take seconds.
 *
 * @param setEnv sets an environment variable for as long as the tests run
 */
export async function loopbackFunctions(
  setEnv: (name: string, value: string) => void,
): Promise<LoopbackFunctions> {
  const firestore = await startFirestore({ port: 0 });
  const exchange = await startExchange({ port: 0 });
  const secrets = await startSecretManager({ port: 0 });
  const many = '1000000';
  const env = {
    GCLOUD_PROJECT: 'demo-loopback',
    FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
    ALPACA_EMULATOR_HOST: `${exchange.host}:${exchange.port}`,
    SECRET_MANAGER_EMULATOR_HOST: `${secrets.host}:${secrets.port}`,
    // Nobody listens there: no test of these deletes an account.
    FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:1',
    FUNCTIONS_EMULATOR: 'true',
    SIGNAL_MODEL: 'momentum',
    SIGNAL_MAX_NOTIONAL_USD: '10000.00',
    SIGNAL_DEFAULT_SYMBOLS: 'SPY,QQQ',
    SIGNALS_PER_DAY: many,
    TRADES_PER_DAY: many,
    CONNECTS_PER_DAY: many,
    SYNCS_PER_DAY: many,
    MAX_OPEN_TRADES: '50',
    MAX_TRADE_USD: '100000.00',
    ALPACA_FEED: 'iex',
  };
  for (const [name, value] of Object.entries(env)) setEnv(name, value);
  const exported = await import('../../functions/src/index.ts');
  const callables = Object.entries(exported).filter(([, value]) => {
    const { __endpoint: endpoint } = value as { __endpoint?: { callableTrigger?: unknown } };
    return endpoint?.callableTrigger !== undefined;
  });
  return {
    callables: new Map(callables as unknown as [string, Callable][]),
    async openAccount(keys) {
      const opened = await fetch(`http://${exchange.host}:${exchange.port}/control/accounts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...keys, environment: 'paper', cash: '100000', positions: [] }),
      });
      if (!opened.ok) throw new Error(`The exchange answered ${opened.status}.`);
    },
    async stop() {
      for (const server of [firestore, exchange, secrets]) await server.close();
    },
  };
}
