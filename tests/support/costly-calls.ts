import { createHash } from 'node:crypto';
import type { Firestore } from 'firebase-admin/firestore';
import type { CallableName } from '../../domain/src/callables/list.ts';
import { botConfig } from '../../domain/src/documents/bot-config.ts';
import { signal as signalDocument } from '../../domain/src/documents/signal.ts';
import { parseMoney } from '../../domain/src/money/money.ts';
import * as paths from '../../domain/src/paths.ts';
import { acceptedRequest } from './accepted-requests.ts';
import { openTrade } from './shadow-trade.ts';

/** The most open trades that a tenant may have by default. */
export const MOST_OPEN = 200;
/** Documents of one part of an export, and of an account that is deleted. */
const MANY = 3_000;
/** Documents that an operator has moved in or mended. */
const MENDED = 100;

/** What arranging needs: the tenant's own calls, and the database behind them. */
export interface Surroundings {
  readonly db: Firestore;
  signUp(uid: string): Promise<void>;
  openAccount(keys: { keyId: string; secretKey: string }): Promise<void>;
  call(uid: string, name: CallableName, data?: object): Promise<unknown>;
}

/** Prepares the tenant of that name, and answers the request; without one, the one that is always accepted. */
export type Arrange = (uid: string, world: Surroundings) => Promise<object | undefined>;

/** What is usual, and what costs the most: in each of these situations, the call succeeds. */
export const COSTLY_CALLS: Readonly<Record<CallableName, Readonly<Record<string, Arrange>>>> = {
  onboard_user: { again: onboarded, first: signedUp },
  confirm_address: { again: onboarded },
  connect_broker: { first: notConnected, again: reconnecting },
  disconnect_broker: { connected },
  sync_account: { few: trading(5), most: trading(MOST_OPEN) },
  generate_trading_signal: { few: pendingSignals(2), most: pendingSignals(60) },
  dismiss_signal: { pending: pendingSignals(2, Date.parse('2100-01-01T00:00:00Z')) },
  get_quote: { connected },
  open_shadow_trade: { few: trading(5), most: openingOnSignal },
  close_shadow_trade: {
    summed: summarized(5),
    filtered: summarized(5, 'AAPL'),
    uncounted: trading(MOST_OPEN),
  },
  halt_trading: { few: closingNothing, most: closingInVain },
  summarize_shadow_trades: {
    few: asking({}, summarized(5)),
    symbol: asking({ symbol: 'AAPL' }, summarized(MOST_OPEN, 'AAPL')),
    period: asking({ from: '1970-01-01T00:00:00Z' }, trading(MOST_OPEN)),
  },
  export_account: { few: asking({}, trading(5)), most: asking({}, manyDocuments) },
  delete_account: { few: trading(5), most: manyDocuments },
  sign_out_everywhere: { onboarded },
  set_global_halt: { always: signedUp },
  lock_tenant: {
    trading: connected,
    signIn: asking({ ...acceptedRequest('lock_tenant'), signIn: true }, connected),
  },
  sync_tenant: { few: trading(5), most: trading(MOST_OPEN) },
  get_operations: { most: asking({}, manyTenants) },
  migrate_legacy_data: {
    dryRun: connected,
    trades: asking({ targetUserId: '', dryRun: false }, legacyTrades),
  },
  repair_documents: {
    dryRun: connected,
    trades: asking({ targetUserId: '', dryRun: false }, malformedTrades),
  },
};

/** Tenants on a page of the operators' list, and some more. */
const MANY_TENANTS = 60;
const LEGACY_TRADE = {
  symbol: 'AAPL',
  side: 'buy',
  qty: 1,
  entry_price: 50,
  created_at: '2026-02-01T00:00:00Z',
};
const CLOSED_LEGACY_TRADE = {
  ...LEGACY_TRADE,
  status: 'closed',
  exit_price: 60,
  closed_at: '2026-02-02T00:00:00Z',
};

const keysOf = (uid: string) => ({
  keyId: `PK${createHash('sha256').update(uid).digest('hex').slice(0, 18).toUpperCase()}`,
  secretKey: uid.padEnd(40, 's'),
});

function asking(request: object, arrange: Arrange): Arrange {
  return async (uid, world) => {
    await arrange(uid, world);
    return request;
  };
}

async function write(db: Firestore, documents: readonly (readonly [path: string, fields: object])[]) {
  const writer = db.bulkWriter();
  for (const [path, fields] of documents) void writer.set(db.doc(path), fields);
  await writer.close();
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

async function signedUp(uid: string, { signUp }: Surroundings): Promise<undefined> {
  await signUp(uid);
}

async function onboarded(uid: string, world: Surroundings): Promise<undefined> {
  await world.signUp(uid);
  await world.call(uid, 'onboard_user');
}

async function notConnected(uid: string, world: Surroundings): Promise<object> {
  await onboarded(uid, world);
  await world.openAccount(keysOf(uid));
  return { environment: 'paper', ...keysOf(uid) };
}

async function connected(uid: string, world: Surroundings): Promise<undefined> {
  await world.call(uid, 'connect_broker', await notConnected(uid, world));
  await world.db.doc(paths.tradingStatus(uid)).update({ enabled: true });
}

async function reconnecting(uid: string, world: Surroundings): Promise<object> {
  await connected(uid, world);
  return { environment: 'paper', ...keysOf(uid) };
}

function trading(open: number): Arrange {
  return async (uid, world) => {
    await connected(uid, world);
    const limits = {
      maxOpenTrades: MOST_OPEN,
      maxTradeUsd: parseMoney('1000'),
      maxDailyLossUsd: parseMoney('1000'),
      maxNotionalUsd: parseMoney('100000'),
    };
    const trades = times(
      open,
      index => [paths.shadowTrade(uid, `t${index}`), openTrade('AAPL', 'BUY', '1', '50')] as const,
    );
    await write(world.db, [[paths.botConfig(uid), botConfig.writePart({ limits })], ...trades]);
  };
}

const signal = (expiresMs: number) =>
  signalDocument.writePart({
    symbol: 'AAPL',
    action: 'buy',
    status: 'pending',
    expiresAt: new Date(expiresMs),
  });
const FAR_AHEAD_MS = Date.parse('2100-01-01T00:00:00Z');

function pendingSignals(count: number, expiresMs = 0): Arrange {
  return async (uid, world) => {
    await connected(uid, world);
    await world.call(uid, 'sync_account');
    await write(
      world.db,
      times(count, index => [paths.signal(uid, `s${index}`), signal(expiresMs)] as const),
    );
  };
}

async function openingOnSignal(uid: string, world: Surroundings): Promise<object> {
  await trading(MOST_OPEN - 1)(uid, world);
  await write(world.db, [[paths.signal(uid, 's1'), signal(FAR_AHEAD_MS)]]);
  return { ...acceptedRequest('open_shadow_trade'), signalId: 's1' };
}

/** With the sums that a first summary leaves. */
function summarized(open: number, symbol?: string): Arrange {
  return async (uid, world) => {
    await trading(open)(uid, world);
    await world.call(uid, 'summarize_shadow_trades', symbol === undefined ? {} : { symbol });
  };
}

async function closingNothing(uid: string, world: Surroundings): Promise<object> {
  await trading(5)(uid, world);
  return { reason: 'Enough', closePositions: false };
}

/** Closing costs what closing costs, and no trade is closed twice: what a halt adds to it is looking. */
async function closingInVain(uid: string, world: Surroundings): Promise<undefined> {
  await trading(0)(uid, world);
  const unquoted = openTrade('NOSUCH', 'BUY', '1', '50');
  await write(
    world.db,
    times(MOST_OPEN, index => [paths.shadowTrade(uid, `t${index}`), unquoted] as const),
  );
}

async function manyDocuments(uid: string, world: Surroundings): Promise<undefined> {
  await connected(uid, world);
  await write(
    world.db,
    times(MANY, n => [`${paths.audit(uid)}/a${n}`, { n }] as const),
  );
}

async function manyTenants(uid: string, world: Surroundings): Promise<undefined> {
  const profile = { onboarded: true };
  await write(
    world.db,
    times(MANY_TENANTS, index => [paths.tenantDocument(`${uid}-${index}`), profile] as const),
  );
}

async function legacyTrades(uid: string, world: Surroundings): Promise<undefined> {
  await connected(uid, world);
  const trade = { ...CLOSED_LEGACY_TRADE, user_id: uid };
  await write(
    world.db,
    times(MENDED, n => [`${paths.legacyShadowTrades()}/m${n}`, trade] as const),
  );
}

async function malformedTrades(uid: string, world: Surroundings): Promise<undefined> {
  await connected(uid, world);
  await write(
    world.db,
    times(MENDED, n => [paths.shadowTrade(uid, `m${n}`), CLOSED_LEGACY_TRADE] as const),
  );
}
