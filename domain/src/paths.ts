/**
 * Every Firestore path of the product, built here and nowhere else.
 *
 * A tenant's data lives under `users/{uid}`; everything outside of it is listed by name below, so
 * that a reader can see at a glance what tenants share. Builders refuse a segment that would change
 * the shape of the path.
 */

/** A document's path, relative to the database root: an even number of segments. */
export type DocumentPath = string & { readonly __document: unique symbol };
/** A collection's path, relative to the database root: an odd number of segments. */
export type CollectionPath = string & { readonly __collection: unique symbol };

/** A path could not be built, because one of its segments cannot stand in a Firestore path. */
export class PathError extends Error {
  override readonly name = 'PathError';
}

const MAX_SEGMENT_BYTES = 1500;

function segment(text: string): string {
  if (text === '' || text === '.' || text === '..' || text.includes('/') || /^__.*__$/.test(text)) {
    throw new PathError(`"${text.slice(0, 40)}" cannot be a part of a Firestore path.`);
  }
  if (new TextEncoder().encode(text).length > MAX_SEGMENT_BYTES) {
    throw new PathError(`A part of a Firestore path is longer than ${MAX_SEGMENT_BYTES} bytes.`);
  }
  return text;
}

const documentPath = (...parts: string[]): DocumentPath => parts.map(segment).join('/') as DocumentPath;
const collectionPath = (...parts: string[]): CollectionPath => parts.map(segment).join('/') as CollectionPath;

/** The brokers whose accounts a tenant can connect, as paths and secrets name them. */
export type BrokerName = 'alpaca';

/** All tenants, one document each. */
export const tenantsCollection = (): CollectionPath => collectionPath('users');
/** The tenant's own profile. */
export const tenantDocument = (uid: string): DocumentPath => documentPath('users', uid);

/** How the tenant's broker is connected: never its keys, only their last four characters and version. */
export const brokerConfig = (uid: string, broker: BrokerName): DocumentPath =>
  documentPath('users', uid, 'config', broker);
export const preferences = (uid: string): DocumentPath => documentPath('users', uid, 'config', 'preferences');
export const botConfig = (uid: string): DocumentPath => documentPath('users', uid, 'config', 'bot');

/** The kill switch. */
export const tradingStatus = (uid: string): DocumentPath => documentPath('users', uid, 'status', 'trading');
/** Why the last sync failed; absent while syncs succeed. */
export const lastSyncError = (uid: string): DocumentPath =>
  documentPath('users', uid, 'status', 'last_sync_error');
/** What the bot does. @reserved */
export const botStatus = (uid: string): DocumentPath => documentPath('users', uid, 'status', 'bot');

export const snapshot = (uid: string): DocumentPath => documentPath('users', uid, 'data', 'snapshot');
/** Sums over all trades that are not open, and what follows from them. */
export const performance = (uid: string): DocumentPath => documentPath('users', uid, 'data', 'performance');

/** Shadow trades, open and closed. */
export const shadowTrades = (uid: string): CollectionPath =>
  collectionPath('users', uid, 'shadowTradeHistory');
export const shadowTrade = (uid: string, tradeId: string): DocumentPath =>
  documentPath('users', uid, 'shadowTradeHistory', tradeId);

/** Sums over the trades in one symbol, kept from the first time that somebody asks for them. */
export const tradeTally = (uid: string, symbolId: string): DocumentPath =>
  documentPath('users', uid, 'tradeTallies', symbolId);

export const signals = (uid: string): CollectionPath => collectionPath('users', uid, 'signals');
export const signal = (uid: string, signalId: string): DocumentPath =>
  documentPath('users', uid, 'signals', signalId);
/** What a strategy found, and why it was taken or not. @reserved */
export const opportunities = (uid: string): CollectionPath => collectionPath('users', uid, 'opportunities');
export const equityCurve = (uid: string): CollectionPath => collectionPath('users', uid, 'equityCurve');
/** Prices of the symbols of open trades, a document a UTC day. */
export const priceMarks = (uid: string): CollectionPath => collectionPath('users', uid, 'priceMarks');
/** Grades, notes and tags of closed trades. @reserved */
export const tradeJournal = (uid: string): CollectionPath => collectionPath('users', uid, 'tradeJournal');
/** What the trader was told. */
export const alerts = (uid: string): CollectionPath => collectionPath('users', uid, 'alerts');
/** When the trader wants to be told of a price. @reserved */
export const marketAlerts = (uid: string): CollectionPath => collectionPath('users', uid, 'marketAlerts');
export const disabledMarkets = (uid: string): CollectionPath =>
  collectionPath('users', uid, 'disabledMarkets');
/** Whom the trader copies. @reserved */
export const trackedTraders = (uid: string): CollectionPath => collectionPath('users', uid, 'trackedTraders');
/** What those did. @reserved */
export const copySignals = (uid: string): CollectionPath => collectionPath('users', uid, 'copySignals');
export const usage = (uid: string): CollectionPath => collectionPath('users', uid, 'usage');
export const audit = (uid: string): CollectionPath => collectionPath('users', uid, 'audit');
/** What was answered to which idempotency key. */
export const idempotencyKeys = (uid: string): CollectionPath =>
  collectionPath('users', uid, 'idempotencyKeys');
/** Where an earlier system might have kept keys. Nothing is written here, and nobody may look. */
export const closedSecrets = (uid: string): CollectionPath => collectionPath('users', uid, 'secrets');

/** Opt-in public cards of traders who let others copy them. @reserved */
export const traderProfiles = (): CollectionPath => collectionPath('traderProfiles');
export const traderProfile = (uid: string): DocumentPath => documentPath('traderProfiles', uid);
/** Shared, read-only prices. @reserved */
export const markets = (): CollectionPath => collectionPath('markets');
/** Shared, read-only news. @reserved */
export const news = (): CollectionPath => collectionPath('news');

/** The heartbeat's last result. */
export const lastPulse = (): DocumentPath => documentPath('ops', 'last_pulse');
/** Who is running which minute's pulse. */
export const pulseLease = (): DocumentPath => documentPath('ops', 'pulse_lease');
/** The global halt. */
export const globalTrading = (): DocumentPath => documentPath('ops', 'trading');
/** The shards of one minute. */
export const pulseRun = (minute: string): DocumentPath => documentPath('pulseRuns', minute);
/** What they have done. */
export const pulseShards = (minute: string): CollectionPath => collectionPath('pulseRuns', minute, 'shards');
export const pulseShard = (minute: string, number: number): DocumentPath =>
  documentPath('pulseRuns', minute, 'shards', String(number));

/** Which tenant got the global documents of an earlier system that name nobody. */
export const legacyDocumentsOwner = (): DocumentPath => documentPath('ops', 'legacy_documents');

/** How often somebody called which callable, for its limits. Whoever signs in is counted here, tenant or not. */
export const callCounts = (uid: string): CollectionPath => collectionPath('callCounts', uid, 'callables');
export const callCount = (uid: string, callable: string): DocumentPath =>
  documentPath('callCounts', uid, 'callables', callable);

/** What stays of a deleted account: that it was, and when it went. */
export const deletedAccount = (uid: string): DocumentPath => documentPath('deletedAccounts', uid);

/** What operators did. */
export const operatorAudit = (): CollectionPath => collectionPath('ops', 'audit', 'entries');

/** Places of earlier systems. Only the migration reads them; nobody writes there. */
export const legacySnapshot = (): DocumentPath => documentPath('alpacaAccounts', 'snapshot');
export const legacySignals = (): CollectionPath => collectionPath('tradingSignals');
export const legacyShadowTrades = (): CollectionPath => collectionPath('shadowTradeHistory');
export const legacyPrimaryAccount = (tenantId: string): DocumentPath =>
  documentPath('tenants', tenantId, 'accounts', 'primary');
export const legacyTenantSnapshot = (uid: string): DocumentPath =>
  documentPath('users', uid, 'alpacaAccounts', 'snapshot');
/** Both spellings were in use. */
export const legacyTenantSignals = (uid: string): CollectionPath =>
  collectionPath('users', uid, 'trading_signals');
export const legacyTenantSignalsCamelCase = (uid: string): CollectionPath =>
  collectionPath('users', uid, 'tradingSignals');
