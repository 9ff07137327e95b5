import { openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { MOST_OPEN_TRADES, snapshot as snapshotDocument } from '@agenttrader/domain/documents/snapshot';
import { standingSyncError } from '@agenttrader/domain/documents/sync-error';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { assetClassOf } from '@agenttrader/domain/symbols';
import type {
  DocumentReference,
  DocumentSnapshot,
  Firestore,
  QueryDocumentSnapshot,
  Transaction,
} from 'firebase-admin/firestore';
import type {
  OpenTrade,
  RebuiltState,
  StandingError,
  TenantState,
  TenantStates,
  UnreadableTrade,
} from '../../pulse/ports.ts';
import { spread } from '../../runtime/spread.ts';
import { connectionFields, readState, readTradeOf, stateFields } from '../snapshots/heartbeat-state.ts';
import { readConnection } from '../tenants/connection-document.ts';
import { saysOnboarded } from '../tenants/living-tenant.ts';
import { switchedOff } from '../tenants/switched-off.ts';

/** What the heartbeat knows of tenants, one document for each. */
export function tenantStates(db: Firestore): TenantStates {
  const snapshotOf = (uid: string): DocumentReference => db.doc(paths.snapshot(uid));
  return {
    async readMany(uids, now) {
      if (uids.length === 0) return new Map();
      const documents = await db.getAll(...uids.map(snapshotOf));
      return new Map(
        documents.flatMap((document, index) => {
          const uid = uids[index];
          const state = uid !== undefined && !isStale(uid, document, now) && readState(uid, document);
          return state ? [[uid, state] as const] : [];
        }),
      );
    },

    async rebuild(uid, now) {
      const found = await db.runTransaction(transaction => rebuild(db, transaction, uid, now));
      if (!found) return undefined;
      const state = readState(uid, await snapshotOf(uid).get());
      return state && { state, ...found };
    },
  };
}

/** The minutes of the UTC day, from 22:00 on, in which no stock market that is traded here has its session, in minutes. */
const QUIET = { from: 22 * 60, length: 15 * 60 };
const DAY_MINUTES = 24 * 60;

/**
 * Whether the document was not made from the others since the tenant's turn came last. Each has its turn once a day, in a
 * minute of its own while markets rest: at midnight everybody would have it. A turn that has not come is a wrong clock's.
 */
function isStale(uid: string, document: DocumentSnapshot, now: Date): boolean {
  const { value } = rebuilt.read(document.data());
  const begins = QUIET.from + spread(uid, QUIET.length);
  const turn = (time: Date) => Math.floor((time.getTime() / 60_000 - begins) / DAY_MINUTES);
  return !value?.rebuiltAt || turn(value.rebuiltAt) !== turn(now);
}
const rebuilt = snapshotDocument.part({ rebuiltAt: snapshotDocument.fields.rebuiltAt });

async function rebuild(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  now: Date,
): Promise<Omit<RebuiltState, 'state'> | undefined> {
  const [profile, broker, trading, error, snapshot] = await transaction.getAll(
    db.doc(paths.tenantDocument(uid)),
    db.doc(paths.brokerConfig(uid, 'alpaca')),
    db.doc(paths.tradingStatus(uid)),
    db.doc(paths.lastSyncError(uid)),
    db.doc(paths.snapshot(uid)),
  );
  if (!profile || !broker || !trading || !error || !snapshot)
    throw new Error('Firestore answered with too few documents.');
  if (!saysOnboarded(profile)) return undefined;
  const before = readState(uid, snapshot);
  const open = await transaction.get(
    db
      .collection(paths.shadowTrades(uid))
      .where(openTrade.names.status, '==', 'OPEN')
      .limit(MOST_OPEN_TRADES + 1),
  );
  const { openTrades, unreadable } = readTrades(open.docs.slice(0, MOST_OPEN_TRADES), before);
  const connection = readConnection(broker);
  const aroundTheClock =
    openTrades.some(({ symbol }) => assetClassOf(symbol) === 'crypto') || (before?.aroundTheClock ?? false);
  const fields = {
    ...connectionFields(connection),
    ...stateFields({
      openTrades,
      standingError: before ? before.standingError : readStandingError(error),
      slowSyncs: before?.slowSyncs ?? 0,
      recent: before?.recent,
      appendedAt: before?.appendedAt,
      dueAt: before?.dueAt,
      aroundTheClock,
    }),
    ...snapshotDocument.writePart({ rebuiltAt: now }),
  };
  if (snapshot.exists) transaction.update(snapshot.ref, fields);
  else transaction.create(snapshot.ref, fields);
  if (trading.get(tradingStatus.names.enabled) === true && !connection) {
    // Only documents of an earlier system can be on without a connection. Left on, it would be read every minute.
    transaction.update(trading.ref, switchedOff(now, 'watchdog'));
  }
  if (trading.exists && (trading.get(tradingStatus.names.aroundTheClock) === true) !== aroundTheClock) {
    transaction.update(trading.ref, tradingStatus.writePart({ aroundTheClock }));
  }
  return { unreadable, tooMany: open.size > MOST_OPEN_TRADES };
}

/** The trades, with the marks that stood in the snapshot: those are newer than what the documents say. */
function readTrades(documents: readonly QueryDocumentSnapshot[], before: TenantState | undefined) {
  const marked = new Map(before?.openTrades.map(trade => [trade.id, trade]));
  const openTrades: OpenTrade[] = [];
  const unreadable: UnreadableTrade[] = [];
  for (const document of documents) {
    const trade = readTradeOf(document.id, document.data());
    if (trade) openTrades.push(withNewerMark(trade, marked.get(trade.id)));
    else unreadable.push({ id: document.id, version: versionOf(document) });
  }
  return { openTrades, unreadable };
}

function withNewerMark(trade: OpenTrade, known: OpenTrade | undefined): OpenTrade {
  if (!known?.lastUpdated || (trade.lastUpdated && known.lastUpdated <= trade.lastUpdated)) return trade;
  const { currentPrice, currentPnl, pnlPercent, lastUpdated } = known;
  const isSame =
    known.side === trade.side && known.quantity === trade.quantity && known.entryPrice === trade.entryPrice;
  // A mark of other figures is none of this trade's.
  return isSame ? { ...trade, currentPrice, currentPnl, pnlPercent, lastUpdated } : trade;
}

/** The time of the last write, whole: several may fall into one second. */
const versionOf = ({ updateTime }: QueryDocumentSnapshot): string =>
  `${updateTime.seconds}.${updateTime.nanoseconds}`;

/** A document that no longer reads as an error stands in nobody's way: the next sync replaces it. */
function readStandingError(document: DocumentSnapshot): StandingError | undefined {
  const { value } = standingSyncError.read(document.data());
  if (!value) return undefined;
  const { timestamp: at, retryAt, parkedVersion, ...error } = value;
  return { ...error, at, retryAt: retryAt ?? undefined, parkedVersion: parkedVersion ?? undefined };
}
