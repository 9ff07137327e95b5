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

/** What a sync needs to know of a tenant before it asks anybody. */
export interface TenantState {
  readonly uid: string;
  /** True only when the kill switch document exists and says so. */
  readonly tradingEnabled: boolean;
  readonly connection: BrokerConnection | undefined;
  readonly standingError: StandingError | undefined;
  readonly snapshotAt: Date | undefined;
  /** The state of the documents that a sync overwrites. */
  readonly revisions: {
    readonly snapshot: Revision | undefined;
    readonly error: Revision | undefined;
    readonly trading: Revision | undefined;
  };
}

export interface OpenTrade {
  readonly id: string;
  readonly symbol: TradableSymbol;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly entryPrice: Price;
  readonly createdAt: Date | undefined;
  readonly revision: Revision;
}

/** A document among the open trades that is no valid one. */
export interface UnreadableTrade {
  readonly id: string;
  /** Another one after each change of the document. */
  readonly version: string;
}

export interface TradeMark {
  readonly trade: OpenTrade;
  readonly currentPrice: Price;
  readonly currentPnl: Money;
  readonly pnlPercent: Percent;
}

export interface SyncError {
  readonly code: SyncErrorCode;
  readonly consecutiveFailures: number;
  readonly retryAt: Date | undefined;
  readonly parkedVersion: string | undefined;
}

/** Everything that one sync changes. It is written whole or not at all. */
export interface SyncWrite {
  readonly at: Date;
  readonly state: TenantState;
  readonly snapshot:
    | { readonly account: BrokerAccount; readonly positions: readonly BrokerPosition[] }
    | undefined;
  readonly marks: readonly TradeMark[];
  /** `undefined` deletes a standing error. */
  readonly error: SyncError | undefined;
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

/** Reads what a sync needs of a tenant. */
export interface TenantReader {
  read(uid: string): Promise<TenantState>;
  /** Open shadow trades. A document that is no valid trade is left out and reported. */
  openTrades(
    uid: string,
  ): Promise<{ readonly trades: readonly OpenTrade[]; readonly unreadable: readonly UnreadableTrade[] }>;
}

export interface SyncWriter {
  /** `superseded`: one of the documents changed since it was read; nothing was written. */
  commit(write: SyncWrite): Promise<'written' | 'superseded'>;
}

export interface SyncPorts {
  readonly clock: Clock;
  readonly tenants: TenantReader;
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
