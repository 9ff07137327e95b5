import type { Money } from '@agenttrader/domain/money/money';
import type { Verdict } from '@agenttrader/domain/signals/read-answer';
import type { MarketData } from '../broker/market-data.ts';
import type { CredentialsReader } from '../credentials/credentials.ts';
import type { TenantReader } from '../pulse/ports.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { UsageQuota } from '../runtime/quota.ts';
import type { HeldPosition, SignalModel } from '../signal-models/signal-model.ts';

/** A position of a snapshot. */
export interface SnapshotPosition extends HeldPosition {
  readonly assetClass: string;
}

/** The last sync of an account. */
export interface AccountSnapshot {
  readonly syncedAt: Date;
  readonly equity: Money;
  readonly cash: Money;
  readonly buyingPower: Money;
  readonly currency: string;
  readonly positions: readonly SnapshotPosition[];
}

export interface SnapshotReader {
  /** `unreadable`: there is a document, and it is no snapshot. */
  read(uid: string): Promise<AccountSnapshot | 'missing' | 'unreadable'>;
}

export interface TradeCapReader {
  /**
   * The tenant's own limit for a single trade; undefined where none is set. `unreadable`: one is set, and nobody
   * can tell what it is.
   */
  tradeCap(uid: string): Promise<Money | undefined | 'unreadable'>;
}

/** A signal to store. */
export interface NewSignal extends Verdict {
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
}

export interface SignalPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly snapshots: SnapshotReader;
  readonly tradeCaps: TradeCapReader;
  /** How the tenant's broker is connected. */
  readonly tenants: Pick<TenantReader, 'read'>;
  readonly credentials: CredentialsReader;
  readonly marketData: Pick<MarketData, 'marketTime' | 'dailyBars' | 'news'>;
  readonly model: SignalModel;
  readonly quota: UsageQuota;
  readonly signals: SignalStore;
}
