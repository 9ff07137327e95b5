import type { SyncErrorCode } from '@agenttrader/domain/accounts/sync-error';
import type { Money } from '@agenttrader/domain/money/money';
import type { Percent } from '@agenttrader/domain/money/percent';
import type { Price } from '@agenttrader/domain/money/price';
import type { Quantity } from '@agenttrader/domain/money/quantity';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import type { Side } from '@agenttrader/domain/trades/side';
import type { Broker, BrokerAccount, BrokerPosition } from '../broker/broker.ts';
import type { BrokerConnection } from '../broker/tenant-access.ts';
import type { CredentialsReader } from '../credentials/credentials.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Noticed } from '../runtime/noticed.ts';
import type { Revision } from '../runtime/revision.ts';

/** A sync failure that stands. */
export interface StandingError {
  readonly code: SyncErrorCode;
  readonly at: Date;
  readonly consecutiveFailures: number;
  /** Before this time the broker is not asked again. */
  readonly retryAt: Date | undefined;
  /** Until the connection's id differs from this one, the broker is not asked again. `none`: there was none. */
  readonly parkedVersion: string | undefined;
}

/** What an open trade is worth, as far as that is known. */
export interface Mark {
  readonly currentPrice: Price;
  readonly currentPnl: Money;
  readonly pnlPercent: Percent;
  /** undefined where an earlier system did not say. */
  readonly lastUpdated: Date | undefined;
}

export interface OpenTrade extends Mark {
  readonly id: string;
  readonly symbol: TradableSymbol;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly entryPrice: Price;
  readonly createdAt: Date | undefined;
  /** The price that the trade's own document was last brought up to. */
  readonly storedPrice: Price;
}

/** Points of one UTC day that were not brought over to the day's own documents yet. */
export interface RecentPoints {
  /** "yyyy-mm-dd". */
  readonly day: string;
  /** By the minute of the day, "HHmm". */
  readonly equity: Readonly<Record<string, Money>>;
  /** By the symbol's document id and the minute of the day. */
  readonly prices: Readonly<Record<string, Readonly<Record<string, Price>>>>;
}

/** All that a sync knows of a tenant before it asks anybody: what one document holds. */
export interface TenantState {
  readonly uid: string;
  /** The state of the document that a sync overwrites. */
  readonly revision: Revision;
  readonly connection: BrokerConnection | undefined;
  readonly standingError: StandingError | undefined;
  /** How many syncs in a row took the broker long. */
  readonly slowSyncs: number;
  readonly snapshotAt: Date | undefined;
  readonly openTrades: readonly OpenTrade[];
  readonly recent: RecentPoints | undefined;
  readonly appendedAt: Date | undefined;
  readonly dueAt: Date | undefined;
  readonly aroundTheClock: boolean;
  /** What stands there of the account, to tell whether anything changed. */
  readonly stored: StoredAccount;
}

/** An account as it is stored, which only the data layer looks into. */
export type StoredAccount = { readonly __stored: unique symbol };

/** A document among the open trades that is no valid one. */
export interface UnreadableTrade {
  readonly id: string;
  /** Another one after each change of the document. */
  readonly version: string;
}

/** What was made anew from the documents that it is derived from, and what of them could not be read. */
export interface RebuiltState {
  readonly state: TenantState;
  readonly unreadable: readonly UnreadableTrade[];
  /** Whether there are more open trades than are marked. */
  readonly tooMany: boolean;
}

/** What is brought over to documents of its own, every 15 minutes. */
export interface Appended {
  readonly points: readonly RecentPoints[];
  /** Trades whose own documents say another price. */
  readonly trades: readonly OpenTrade[];
}

/** Everything that one sync changes. It is written whole or not at all. */
export interface SyncWrite {
  readonly at: Date;
  /** What it was computed from. */
  readonly state: TenantState;
  /** undefined where the broker was asked in vain: then the figures stay. */
  readonly found:
    | { readonly account: BrokerAccount; readonly positions: readonly BrokerPosition[] }
    | undefined;
  readonly openTrades: readonly OpenTrade[];
  readonly recent: RecentPoints | undefined;
  readonly appended: Appended | undefined;
  /** `undefined`: there is none, or none any more. */
  readonly error: StandingError | undefined;
  readonly slowSyncs: number;
  readonly dueAt: Date | undefined;
  readonly aroundTheClock: boolean;
  /** Whether nothing is to be written where only times would change. */
  readonly onlyChanges: boolean;
}

/** Lists the tenants of a pulse. */
export interface DueTenants {
  /**
   * The uids of the tenants whose kill switch is on, in an order that stays, a page at a time as it is asked for; each
   * page has some. Who is not listed costs nothing.
   *
   * @param whom everybody, or only who holds or trades what is traded around the clock
   */
  pages(whom: 'everybody' | 'around-the-clock'): AsyncIterable<readonly string[]>;
  /** How many tenants are connected and have switched trading off. */
  countSwitchedOff(): Promise<number>;
}

/** What the heartbeat knows of tenants. */
export interface TenantStates {
  /** The states of many tenants in one request. One that must be made anew is missing in the answer. */
  readMany(uids: readonly string[], now: Date): Promise<ReadonlyMap<string, TenantState>>;
  /**
   * Makes the state anew: from the connection, the standing error and the open trades. Done where there is none that can be
   * read, and once on each UTC day. Switches trading off where it is on without a connection.
   *
   * @returns undefined where there is no such tenant
   */
  rebuild(uid: string, now: Date): Promise<RebuiltState | undefined>;
}

export interface SyncWriter {
  /** `superseded`: a document changed since it was read; nothing was written. */
  commit(write: SyncWrite): Promise<'written' | 'unchanged' | 'superseded'>;
}

export interface SyncPorts {
  readonly clock: Clock;
  readonly states: TenantStates;
  readonly credentials: CredentialsReader;
  readonly broker: Broker;
  readonly writer: SyncWriter;
  readonly log: Log;
  /** The malformed trades that were reported. */
  readonly malformed: Noticed;
}

/** What a pulse leaves for operators. */
export interface PulseSummary {
  readonly scheduledAt: Date;
  readonly finishedAt: Date;
  readonly durationMs: number;
  readonly successCount: number;
  readonly errorCount: number;
  readonly skippedCount: number;
  /** How many tenants failed with each code, and how many were skipped for each reason. */
  readonly errorsByCode: Readonly<Record<string, number>>;
  readonly skippedByReason: Readonly<Record<string, number>>;
  /** How far the stored times that were not believed lay ahead at most, in milliseconds; 0 while clocks are in order. */
  readonly clockAheadMs: number;
}

export type LeaseAnswer = 'granted' | 'held' | 'already_done' | 'stale';

export interface LeaseResult {
  readonly answer: LeaseAnswer;
  /** How far ahead the times of a lease lay that was passed over for them, in milliseconds; 0 where none was. */
  readonly clockAheadMs: number;
}

/** Lets one pulse run at a time, and each scheduled time once. */
export interface PulseLease {
  acquire(request: { scheduledAt: Date; now: Date; holder: string; leaseMs: number }): Promise<LeaseResult>;
  /** Publishes the summary and ends the lease; does nothing when another holder has taken over. */
  complete(holder: string, summary: PulseSummary): Promise<void>;
  /** Gives an unfinished lease back, so that a second delivery can run. */
  release(holder: string): Promise<void>;
}

export interface PulsePorts extends SyncPorts {
  readonly due: DueTenants;
  readonly lease: PulseLease;
}
