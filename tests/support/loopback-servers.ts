import { startExchange } from '../../local/alpaca/server.ts';
import { startFirestore } from '../../local/firestore/server.ts';
import { startSecretManager } from '../../local/secret-manager/server.ts';
import { type InProcessAuth, inProcessAuth } from './in-process-auth.ts';

/** What the functions reach, in this process and on loopback. */
export interface LoopbackServers {
  /** What the functions need in their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Opens a paper account at the exchange with these keys. */
  openAccount(keys: { keyId: string; secretKey: string }): Promise<void>;
  /** Signs somebody in whose address is confirmed; up, if nobody has the name. The uid is the name. */
  readonly signIn: InProcessAuth['signIn'];
  stop(): Promise<void>;
}

export async function loopbackServers(): Promise<LoopbackServers> {
  const firestore = await startFirestore({ port: 0 });
  const exchange = await startExchange({ port: 0 });
  const secrets = await startSecretManager({ port: 0 });
  const project = 'demo-loopback';
  const people = await inProcessAuth(project);
  const many = '1000000';
  const env = {
    GCLOUD_PROJECT: project,
    FIRESTORE_EMULATOR_HOST: `${firestore.host}:${firestore.port}`,
    ALPACA_EMULATOR_HOST: `${exchange.host}:${exchange.port}`,
    SECRET_MANAGER_EMULATOR_HOST: `${secrets.host}:${secrets.port}`,
    FIREBASE_AUTH_EMULATOR_HOST: people.address,
    FUNCTIONS_EMULATOR: 'true',
    SIGNAL_MODEL: 'momentum',
    SIGNAL_MAX_NOTIONAL_USD: '10000.00',
    SIGNAL_DEFAULT_SYMBOLS: 'SPY,QQQ',
    SIGNALS_PER_DAY: many,
    TRADES_PER_DAY: many,
    MAX_OPEN_TRADES: '50',
    MAX_TRADE_USD: '100000.00',
    ALPACA_FEED: 'iex',
  };
  return {
    env,
    signIn: people.signIn,
    async openAccount(keys) {
      const opened = await fetch(`http://${exchange.host}:${exchange.port}/control/accounts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...keys, environment: 'paper', cash: '100000', positions: [] }),
      });
      if (!opened.ok) throw new Error(`The exchange answered ${opened.status}.`);
    },
    async stop() {
      for (const server of [firestore, exchange, secrets, people]) await server.close();
    },
  };
}
