import { brokerConfig } from '@agenttrader/domain/documents/broker-config';
import { tenant } from '@agenttrader/domain/documents/tenant';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { credentials } from '@grpc/grpc-js';
import { parsePrice } from '../../../domain/src/money/price.ts';
import { secretIdFor } from '../../../functions/src/credentials/secret-name.ts';
import { openTradeFields } from '../../../local/seed/shadow-trades.ts';
import { adminFirestore } from '../../support/firestore-dump.ts';
import { PROJECT, type Servers } from '../processes/servers.ts';

/** What the tenants trade, and what it cost when they bought. Who has coins trades them in place of the last. */
const TRADED: readonly (readonly [symbol: string, quantity: string, entry: string])[] = [
  ['AAPL', '2', '29'],
  ['MSFT', '3', '62'],
  ['KO', '10', '41'],
  ['NVDA', '1', '105'],
  ['AMZN', '1', '750'],
];
const COINS = ['BTC/USD', '0.05', '1000'] as const;
const AT_A_TIME = 48;

export const uidOf = (n: number): string => `tenant-${String(n).padStart(6, '0')}`;
const keyIdOf = (n: number): string => `PKBENCH${String(n).padStart(8, '0')}`;

/** Which of the tenants have what. */
export interface Seeding {
  readonly tenants: number;
  readonly trades: number;
  readonly hasCoins: (n: number) => boolean;
  readonly hasPosition: (n: number) => boolean;
}

/** Every second one holds a position, and two of four trade coins: three to four requests to the broker. */
export const mixed = (tenants: number, trades = 5): Seeding => ({
  tenants,
  trades,
  hasCoins: n => n % 4 >= 2,
  hasPosition: n => n % 2 === 1,
});

/**
 * Makes connected tenants with trading on: their documents, their keys and their accounts at the exchange. Written past the callables, which would take minutes.
 */
export async function seedTenants(servers: Servers, seeding: Seeding): Promise<void> {
  const all = Array.from({ length: seeding.tenants }, (_, n) => n);
  await Promise.all([
    seedDocuments(servers, all, seeding),
    seedKeys(servers, all),
    inParallel(all, n => openAccount(servers, n, seeding)),
  ]);
}

async function seedDocuments(servers: Servers, tenants: readonly number[], seeding: Seeding): Promise<void> {
  const db = adminFirestore(servers.firestore.address, PROJECT);
  const at = new Date();
  const chunks = Array.from({ length: Math.ceil(tenants.length / 50) }, (_, i) =>
    tenants.slice(i * 50, (i + 1) * 50),
  );
  await inParallel(
    chunks,
    async chunk => {
      const batch = db.batch();
      for (const n of chunk) {
        for (const [path, fields] of documentsOf(n, seeding, at)) batch.set(db.doc(path), fields);
      }
      await batch.commit();
    },
    4,
  );
  await db.terminate();
}

function* documentsOf(
  n: number,
  { trades, hasCoins }: Seeding,
  at: Date,
): Generator<readonly [paths.DocumentPath, Record<string, unknown>]> {
  const uid = uidOf(n);
  yield [
    paths.tenantDocument(uid),
    tenant.write({
      email: `${uid}@example.com`,
      displayName: null,
      onboarded: true,
      onboardedAt: at,
      createdAt: at,
      tier: 'free',
    }),
  ];
  yield [
    paths.brokerConfig(uid, 'alpaca'),
    brokerConfig.write({
      configured: true,
      environment: 'paper',
      keyIdLast4: keyIdOf(n).slice(-4),
      secretVersion: '1',
      connectedAt: at,
      verifiedAt: at,
      instructions: null,
      attempts: { begun: 1, settled: 1, emptied: null },
    }),
  ];
  yield [
    paths.tradingStatus(uid),
    tradingStatus.write({
      enabled: true,
      message: 'Trading is on.',
      updatedAt: at,
      updatedBy: 'user',
      locked: false,
      connected: true,
    }),
  ];
  for (let trade = 0; trade < trades; trade += 1) {
    const share = TRADED[trade % TRADED.length] ?? COINS;
    const [symbol, quantity, entry] = trade === trades - 1 && hasCoins(n) ? COINS : share;
    const starting = { symbol, side: 'BUY', quantity, entryFactor: '1' } as const;
    yield [paths.shadowTrade(uid, `trade-${trade}`), openTradeFields(starting, parsePrice(entry), at)];
  }
}

async function seedKeys(servers: Servers, tenants: readonly number[]): Promise<void> {
  const [apiEndpoint = '', port] = servers.secrets.address.split(':');
  const sslCreds = credentials.createInsecure();
  const client = new SecretManagerServiceClient({
    projectId: PROJECT,
    apiEndpoint,
    port: Number(port),
    sslCreds,
  });
  const parent = `projects/${PROJECT}`;
  const secret = { replication: { automatic: {} }, labels: { app: 'agenttrader', exchange: 'alpaca' } };
  await inParallel(tenants, async n => {
    const secretId = secretIdFor(uidOf(n), 'alpaca');
    await client.createSecret({ parent, secretId, secret });
    const data = Buffer.from(JSON.stringify({ key_id: keyIdOf(n), secret_key: secretOf(n) }));
    await client.addSecretVersion({ parent: `${parent}/secrets/${secretId}`, payload: { data } });
  });
  await client.close();
}

const secretOf = (n: number): string => `${keyIdOf(n)}-secret`.padEnd(40, 's');

async function openAccount(servers: Servers, n: number, { hasPosition }: Seeding): Promise<void> {
  const positions = hasPosition(n) ? [{ symbol: 'AAPL', qty: '5' }] : [];
  const account = {
    keyId: keyIdOf(n),
    secretKey: secretOf(n),
    environment: 'paper',
    cash: '100000',
    positions,
  };
  const answer = await fetch(`http://${servers.alpaca.address}/control/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`An account could not be opened: ${answer.status}`);
}

/** Works on all of them, so many at a time. */
async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  atATime = AT_A_TIME,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
