import type { Money } from '@agenttrader/domain/money/money';
import type { Proposal } from '@agenttrader/domain/signals/read-answer';
import type { MarketData } from '../broker/market-data.ts';
import type { TenantAccessPorts } from '../broker/tenant-access.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { HeldPosition, SignalModel } from '../signal-models/signal-model.ts';

/** A position of a snapshot. */
export interface SnapshotPosition extends HeldPosition {
  readonly assetClass: string;
}

/** What a signal rests on of the last sync of an account. */
export interface SignalSnapshot {
  readonly syncedAt: Date;
  readonly equity: Money;
  readonly cash: Money;
  readonly buyingPower: Money;
  readonly currency: string;
  readonly positions: readonly SnapshotPosition[];
}

export interface SnapshotReader {
  /** `unreadable`: there is a document, and it is no snapshot. */
  read(uid: string): Promise<SignalSnapshot | 'missing' | 'unreadable'>;
}

export interface TradeCapReader {
  /**
   * The tenant's own limit for a single trade, the starting one where none is set. `unreadable`: one is set, and
   * nobody can tell what it is.
   */
  tradeCap(uid: string): Promise<Money | 'unreadable'>;
}

/** A signal to store. */
export interface NewSignal extends Proposal {
  readonly model: string;
  /** SHA-256 of what the model was given, in hexadecimal digits. */
  readonly inputsDigest: string;
  readonly snapshotPath: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface SignalStore {
  /** Stores a pending signal and answers its id. */
  save(uid: string, signal: NewSignal): Promise<string>;
  /** Dismisses a signal that is pending; one that was dismissed before counts as dismissed. */
  dismiss(
    uid: string,
    signalId: string,
    now: Date,
  ): Promise<'dismissed' | 'executed' | 'expired' | 'missing'>;
}

/** Counts the questions of a UTC day, and bounds how many are under way at the same moment. */
export interface SignalQuota {
  /**
   * Counts one more question and reserves a place for it. `busy`: as many as may be are under way. `contended`: too
   * many requests of this tenant at the same moment to tell; nothing was counted.
   *
   * @throws UserFacingError without such a tenant
   */
  begin(
    uid: string,
    perDay: number,
    now: Date,
  ): Promise<{ readonly lease: string } | 'exhausted' | 'busy' | 'contended'>;
  /** Frees the place. Where the question does not count, since the model was never asked, its count is undone. */
  end(
    uid: string,
    question: { readonly lease: string; readonly takenAt: Date; readonly counts: boolean },
  ): Promise<void>;
}

export interface SignalPorts extends TenantAccessPorts {
  readonly log: Log;
  readonly snapshots: SnapshotReader;
  readonly tradeCaps: TradeCapReader;
  readonly marketData: Pick<MarketData, 'marketTime' | 'dailyBars' | 'news'>;
  readonly model: SignalModel;
  readonly quota: SignalQuota;
  readonly signals: Pick<SignalStore, 'save'>;
}

/** What putting a signal aside needs. */
export interface DismissalPorts {
  readonly signals: Pick<SignalStore, 'dismiss'>;
  readonly clock: Clock;
}
