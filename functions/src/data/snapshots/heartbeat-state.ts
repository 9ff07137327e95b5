import { closableTrade, openTrade as openTradeDocument } from '@agenttrader/domain/documents/shadow-trade';
import {
  type HeartbeatSnapshot,
  heartbeatSnapshot,
  snapshot as snapshotDocument,
} from '@agenttrader/domain/documents/snapshot';
import { ZERO_MONEY } from '@agenttrader/domain/money/money';
import { parsePercent } from '@agenttrader/domain/money/percent';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { BrokerConnection } from '../../broker/tenant-access.ts';
import type { OpenTrade, StandingError, StoredAccount, TenantState } from '../../pulse/ports.ts';
import { revisionOf } from '../firestore/revision.ts';

type Kept = HeartbeatSnapshot;
type KeptTrade = Kept['openTrades'][string];

/** The state that a snapshot's document holds; undefined where it is missing or cannot be read. */
export function readState(uid: string, document: DocumentSnapshot): TenantState | undefined {
  const data = document.data();
  const revision = revisionOf(document);
  const { value } = heartbeatSnapshot.read(data);
  if (!value || !revision) return undefined;
  return {
    uid,
    revision,
    snapshotAt: value.syncedAt,
    connection: value.connection ?? undefined,
    standingError: value.standingError ? toStandingError(value.standingError) : undefined,
    slowSyncs: value.slowSyncs,
    openTrades: Object.entries(value.openTrades).map(([id, trade]) => toOpenTrade(id, trade)),
    recent: value.recent ?? undefined,
    appendedAt: value.appendedAt ?? undefined,
    dueAt: value.dueAt ?? undefined,
    aroundTheClock: value.aroundTheClock,
    stored: data as unknown as StoredAccount,
  };
}

const toStandingError = ({
  retryAt,
  parkedVersion,
  ...error
}: NonNullable<Kept['standingError']>): StandingError => ({
  ...error,
  retryAt: retryAt ?? undefined,
  parkedVersion: parkedVersion ?? undefined,
});

const toOpenTrade = (id: string, { createdAt, lastUpdated, ...trade }: KeptTrade): OpenTrade => ({
  ...trade,
  id,
  createdAt: createdAt ?? undefined,
  lastUpdated: lastUpdated ?? undefined,
});

/** What of a state a snapshot's document holds beside the account and the connection. */
export type StateFields = Pick<
  TenantState,
  'openTrades' | 'standingError' | 'slowSyncs' | 'recent' | 'appendedAt' | 'dueAt' | 'aroundTheClock'
>;

/** The fields of the document that hold these parts of a state. */
export const stateFields = (state: StateFields): Record<string, unknown> =>
  snapshotDocument.writePart({
    openTrades: Object.fromEntries(state.openTrades.map(trade => [trade.id, toKept(trade)])),
    standingError: state.standingError ? toKeptError(state.standingError) : null,
    slowSyncs: state.slowSyncs,
    recent: state.recent ?? null,
    appendedAt: state.appendedAt ?? null,
    dueAt: state.dueAt ?? null,
    aroundTheClock: state.aroundTheClock,
  });

/** The connection, as the document holds it. */
export const connectionFields = (connection: BrokerConnection | undefined): Record<string, unknown> =>
  snapshotDocument.writePart({ connection: connection ?? null });

/** One open trade, as the document holds it among the others. */
export const tradeFields = (trade: OpenTrade): unknown => {
  const { openTrades } = snapshotDocument.names;
  const fields = snapshotDocument.writePart({ openTrades: { [trade.id]: toKept(trade) } });
  return (fields[openTrades] as Readonly<Record<string, unknown>>)[trade.id];
};

const toKept = ({ id: _, createdAt, lastUpdated, ...trade }: OpenTrade): KeptTrade => ({
  ...trade,
  createdAt: createdAt ?? null,
  lastUpdated: lastUpdated ?? null,
});

const toKeptError = ({ retryAt, parkedVersion, ...error }: StandingError) => ({
  ...error,
  retryAt: retryAt ?? null,
  parkedVersion: parkedVersion ?? null,
});

const { currentPrice, currentPnl, pnlPercent, lastUpdated } = openTradeDocument.fields;
const marked = openTradeDocument.part({ currentPrice, currentPnl, pnlPercent, lastUpdated });

/**
 * The open trade that a trade's own document holds; undefined where that is no open trade which can be read. One without a
 * mark counts as marked at its entry.
 */
export function readTradeOf(id: string, data: unknown): OpenTrade | undefined {
  const { value: trade } = closableTrade.read(data);
  if (!trade) return undefined;
  const mark = marked.read(data).value ?? {
    currentPrice: trade.entryPrice,
    currentPnl: ZERO_MONEY,
    pnlPercent: parsePercent('0'),
    lastUpdated: undefined,
  };
  const { status: _, ...rest } = trade;
  return { id, ...rest, createdAt: trade.createdAt, ...mark, storedPrice: mark.currentPrice };
}
