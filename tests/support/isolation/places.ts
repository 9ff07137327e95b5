import * as paths from '../../../domain/src/paths.ts';
import type { Body } from './bodies.ts';
import * as bodies from './bodies.ts';

/**
 * Who may read a place: `tenant` its owner and operators; `profile` the same, where only an operator may list;
 * `confirmed` everybody whose address is, with or without lists; `operators` they alone; `nobody` not even its owner.
 */
export type Readers =
  | 'tenant'
  | 'profile'
  | 'confirmed'
  | 'confirmed, one at a time'
  | 'operators'
  | 'nobody';

/** What is stored at a path, who reads it, and what its owner may write. Everything else is denied to everybody. */
export interface Place {
  readonly readers: Readers;
  /** The document's id, where the path is a collection's and the id matters. */
  readonly id?: string;
  /** A document as it is stored; some text when it does not matter. */
  readonly stored?: () => Body;
  /** A body that the owner may create. */
  readonly create?: () => Body;
  /** A change that the owner may make to what is stored. */
  readonly update?: () => Body;
  /** Whether all of this, lists aside, is open to its holder before the address is confirmed. */
  readonly unconfirmed?: true;
}

type Builder = Exclude<keyof typeof paths, 'PathError'>;

/** A row for every path of the product: one that is missing here does not pass the type check. */
export const PLACES: Readonly<Record<Builder, Place>> = {
  tenantsCollection: {
    readers: 'profile',
    id: 'alice',
    stored: bodies.storedProfile,
    update: bodies.naming,
    unconfirmed: true,
  },
  tenantDocument: {
    readers: 'profile',
    stored: bodies.storedProfile,
    update: bodies.naming,
    unconfirmed: true,
  },
  brokerConfig: { readers: 'tenant' },
  preferences: {
    readers: 'tenant',
    stored: bodies.storedPreferences,
    create: bodies.preferences,
    update: () => ({ ...bodies.preferences(), theme: 'light' }),
    unconfirmed: true,
  },
  botConfig: {
    readers: 'tenant',
    stored: bodies.storedBotConfig,
    create: bodies.botConfig,
    update: () => ({ ...bodies.botConfig(), running: false }),
  },
  tradingStatus: { readers: 'tenant', stored: bodies.storedSwitch, update: bodies.switchOn },
  lastSyncError: { readers: 'tenant' },
  botStatus: { readers: 'tenant' },
  snapshot: { readers: 'tenant' },
  performance: { readers: 'tenant' },
  shadowTrades: { readers: 'tenant', stored: bodies.trade },
  shadowTrade: { readers: 'tenant', stored: bodies.trade },
  tradeTally: { readers: 'nobody' },
  signals: { readers: 'tenant', stored: bodies.signal },
  signal: { readers: 'tenant', stored: bodies.signal },
  opportunities: { readers: 'tenant' },
  equityCurve: { readers: 'tenant' },
  priceMarks: { readers: 'tenant' },
  tradeJournal: { readers: 'tenant' },
  alerts: { readers: 'tenant', stored: bodies.storedAlert, update: bodies.acknowledgement },
  marketAlerts: { readers: 'tenant' },
  disabledMarkets: { readers: 'tenant', id: 'AAPL' },
  trackedTraders: { readers: 'tenant', id: 'leader' },
  copySignals: { readers: 'tenant' },
  usage: { readers: 'tenant' },
  audit: { readers: 'tenant' },
  idempotencyKeys: { readers: 'nobody' },
  closedSecrets: { readers: 'nobody' },
  traderProfiles: { readers: 'confirmed, one at a time', id: 'alice' },
  traderProfile: { readers: 'confirmed, one at a time' },
  markets: { readers: 'confirmed' },
  news: { readers: 'confirmed' },
  lastPulse: { readers: 'operators' },
  pulseLease: { readers: 'operators' },
  globalTrading: { readers: 'operators' },
  pulseRun: { readers: 'operators' },
  pulseShards: { readers: 'operators' },
  pulseShard: { readers: 'operators' },
  legacyDocumentsOwner: { readers: 'operators' },
  callCounts: { readers: 'nobody' },
  callCount: { readers: 'nobody' },
  deletedAccount: { readers: 'operators' },
  operatorAudit: { readers: 'operators' },
  legacySnapshot: { readers: 'nobody' },
  legacySignals: { readers: 'nobody' },
  legacyShadowTrades: { readers: 'nobody' },
  legacyPrimaryAccount: { readers: 'nobody' },
  legacyTenantSnapshot: { readers: 'nobody' },
  legacyTenantSignals: { readers: 'nobody' },
  legacyTenantSignalsCamelCase: { readers: 'nobody' },
};

/** The document of a row, as it is for the tenant alice. */
export function documentPathOf(name: string, place: Place): string {
  const build = (paths as unknown as Record<string, (...parts: string[]) => string>)[name];
  if (build === undefined) throw new Error(`domain/paths has no ${name}`);
  const path = build('alice', name === 'brokerConfig' ? 'alpaca' : 'd1');
  return path.split('/').length % 2 === 0 ? path : `${path}/${place.id ?? 'd1'}`;
}
