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
import type { LagHistogram } from './histogram.ts';

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
   * read, and once a day. Switches trading off where it is on without a connection.
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

/** What became of some tenants of a minute. */
export interface PulseCounts {
  readonly successCount: number;
  readonly errorCount: number;
  readonly skippedCount: number;
  /** How many tenants failed with each code, and how many were skipped for each reason. */
  readonly errorsByCode: Readonly<Record<string, number>>;
  readonly skippedByReason: Readonly<Record<string, number>>;
  /** How far the stored times that were not believed lay ahead at most, in milliseconds; 0 while clocks are in order. */
  readonly clockAheadMs: number;
}

/** How soon after their minute tenants were synced, in milliseconds. */
export interface LagPercentiles {
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** What a minute leaves for operators. Its counts add up to the tenants that were listed or have switched off. */
export interface PulseSummary extends PulseCounts {
  readonly scheduledAt: Date;
  readonly finishedAt: Date;
  readonly durationMs: number;
  /** 0 where the pulse synced everybody itself. */
  readonly shards: number;
  /** Of the tenants that were synced; undefined where none was. */
  readonly freshness: LagPercentiles | undefined;
}

/** What one shard has done so far. */
export interface ShardResult extends PulseCounts {
  /** Tenants that it was handed. */
  readonly listed: number;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly finished: boolean;
  readonly lagsMs: LagHistogram;
  readonly maxLagMs: number;
}

/** How the tenants of a minute were handed to shards. */
export interface PulsePlan {
  readonly scheduledAt: Date;
  readonly startedAt: Date;
  readonly dispatchedAt: Date;
  readonly shards: number;
  readonly listed: number;
  readonly switchedOff: number;
}

/** What pulses did, minute by minute. */
export interface PulseRuns {
  /** Only the shard itself writes its result, as it goes and at its end; what is at its end stays so. */
  putShard(scheduledAt: Date, shard: number, result: ShardResult): Promise<void>;
  /** Whether the shard has come to its end before. */
  isFinished(scheduledAt: Date, shard: number): Promise<boolean>;
  putPlan(plan: PulsePlan): Promise<void>;
  /** Whether every shard of the minute has come to its end; false while they are still handed out. */
  allFinished(scheduledAt: Date): Promise<boolean>;
  read(scheduledAt: Date): Promise<{
    readonly plan: PulsePlan | undefined;
    readonly results: readonly ShardResult[];
  }>;
  /** Publishes a summary, unless one of a later minute is there, or one of the same that knows of more tenants. */
  publish(summary: PulseSummary, now: () => Date): Promise<void>;
  /** Whether the minute's summary is published and nothing can be added to it. */
  isPublished(scheduledAt: Date): Promise<boolean>;
}

/** Some of a minute's tenants, for one instance to sync. */
export interface Shard {
  readonly scheduledAt: Date;
  /** From 0 on, in the order of the listing. */
  readonly number: number;
  readonly uids: readonly string[];
}

/** A shard that is handed over, and when it is of no use any more. */
export interface ShardTask extends Shard {
  /** From here on it drops itself: the next minute is near. */
  readonly startBefore: Date;
}

/** Hands shards to other instances. */
export interface ShardQueue {
  /** Done as well where the same shard of the same minute was handed over before. */
  enqueue(task: ShardTask, at: Date): Promise<void>;
}

export type LeaseAnswer = 'granted' | 'held' | 'already_done' | 'stale';

export interface LeaseResult {
  readonly answer: LeaseAnswer;
  /** How far ahead the times of a lease lay that was passed over for them, in milliseconds; 0 where none was. */
  readonly clockAheadMs: number;
  /** The minute before, where its pulse did not see all of its tenants to the end. */
  readonly unfinished: Date | undefined;
}

/** Lets each scheduled time run once, and a later one take over from one that is slow or dead. */
export interface PulseLease {
  /** @param request.now asked each time that the lease is looked at, which may be a while after the first */
  acquire(request: {
    scheduledAt: Date;
    now: () => Date;
    holder: string;
    leaseMs: number;
  }): Promise<LeaseResult>;
  /** Keeps the lease for longer. False: another holder has taken over. */
  renew(holder: string, expiresAt: Date): Promise<boolean>;
  /** Ends the lease; does nothing when another holder has taken over. `released`: so that a second delivery can run. */
  end(holder: string, how: 'done' | 'fanned_out' | 'released'): Promise<void>;
}

/** What syncing a shard needs. */
export interface ShardPorts extends SyncPorts {
  readonly runs: PulseRuns;
}

export interface PulsePorts extends ShardPorts {
  readonly due: DueTenants;
  readonly lease: PulseLease;
  readonly queue: ShardQueue;
}
