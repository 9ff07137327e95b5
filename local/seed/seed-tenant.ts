import { randomBytes } from 'node:crypto';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from '@google-cloud/firestore';
import type { AuthEmulator, Session } from '../auth/auth-emulator.ts';
import { AuthError } from '../auth/auth-emulator.ts';
import type { CallableClient } from '../callables/callable-client.ts';
import {
  DEMO_PASSWORD,
  type DemoTenant,
  type DemoTrader,
  displayNameOf,
  emailOf,
  keyIdOf,
  uidOf,
} from './demo-tenants.ts';
import type { ExchangeControl, ExchangeKeys } from './exchange-control.ts';
import { openTradeFields } from './shadow-trades.ts';

export interface SeedPorts {
  readonly auth: AuthEmulator;
  readonly callables: CallableClient;
  readonly exchange: ExchangeControl;
  readonly firestore: Firestore;
  readonly now: () => Date;
}

/** Creates one demo tenant, through the doors that a person would take. Can be repeated after a failure. */
export async function seedTenant(tenant: DemoTenant, ports: SeedPorts): Promise<void> {
  const session = await signUp(tenant, ports.auth);
  if (tenant.kind === 'trader') await seedTrader(tenant, session, ports);
}

async function signUp(tenant: DemoTenant, auth: AuthEmulator): Promise<Session> {
  const user = { email: emailOf(tenant), password: DEMO_PASSWORD, displayName: displayNameOf(tenant) };
  try {
    await auth.createUser({ localId: uidOf(tenant), ...user });
  } catch (error) {
    const exists = error instanceof AuthError && /^(EMAIL_EXISTS|DUPLICATE_LOCAL_ID)/.test(error.code);
    if (!exists) throw error;
  }
  const claims = tenant.kind === 'operator' ? { admin: true } : {};
  await auth.confirmAddress({ localId: uidOf(tenant), email: user.email }, claims);
  return auth.signIn(user.email, user.password);
}

async function seedTrader(
  tenant: DemoTrader,
  { idToken, localId }: Session,
  ports: SeedPorts,
): Promise<void> {
  const { callables, exchange } = ports;
  await callables.call('onboard_user', {}, { idToken });
  const keys = newKeys(tenant);
  await exchange.openAccount(keys, tenant.cash, tenant.positions);
  await callables.call('connect_broker', { exchange: 'alpaca', environment: 'paper', ...keys }, { idToken });
  await openTrades(tenant, localId, keys, ports);
  await setKillSwitch(tenant, localId, ports);
  // The same account under another secret: what connect_broker stored no longer opens it.
  if (tenant.keysRevoked) await exchange.openAccount(newKeys(tenant), tenant.cash, tenant.positions);
}

/** A new secret each time, so that none is written in the source; 40 characters, as Alpaca's are. */
function newKeys(tenant: DemoTrader): ExchangeKeys {
  return { keyId: keyIdOf(tenant), secretKey: randomBytes(20).toString('hex') };
}

async function openTrades(
  tenant: DemoTrader,
  uid: string,
  keys: ExchangeKeys,
  ports: SeedPorts,
): Promise<void> {
  const prices = await ports.exchange.latestPrices(
    keys,
    tenant.trades.map(trade => trade.symbol),
  );
  const batch = ports.firestore.batch();
  tenant.trades.forEach((trade, index) => {
    const price = prices.get(trade.symbol);
    if (price === undefined) return;
    const document = ports.firestore.doc(paths.shadowTrade(uid, `demo-${index + 1}`));
    batch.set(document, openTradeFields(trade, price, ports.now()));
  });
  if (tenant.trades.length > 0) await batch.commit();
}

async function setKillSwitch(tenant: DemoTrader, uid: string, { firestore, now }: SeedPorts): Promise<void> {
  const status = tradingStatus.writePart({
    enabled: tenant.tradingEnabled,
    message: tenant.tradingEnabled ? 'Trading is on.' : 'Switched off by hand.',
    updatedAt: now(),
    updatedBy: 'user',
    locked: false,
  });
  await firestore.doc(paths.tradingStatus(uid)).set(status);
}
