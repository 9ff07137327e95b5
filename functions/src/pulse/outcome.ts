import type { SyncErrorCode } from '@agenttrader/domain/accounts/sync-error';
import type { Money } from '@agenttrader/domain/money/money';

/** Why a tenant was not synced although nothing failed. */
export type SkipReason =
  | 'kill_switch_off'
  /** What is known of the tenant could not be read. */
  | 'unreadable'
  /** There is no such tenant, or not any more. */
  | 'gone'
  /** The broker refused the keys before; nothing is asked until there are others. */
  | 'parked'
  /** The broker asked for patience, or failed repeatedly. */
  | 'backing_off'
  /** A newer sync got there first. */
  | 'superseded'
  /** The time of the minute ran out; the tenant comes first in the next. */
  | 'cut_short';

/** How one tenant's sync ended. */
export type SyncOutcome = SyncResult & {
  /** How far ahead stored times lay that were not believed, in milliseconds; absent where all were. */
  readonly clockAheadMs?: number;
};

type SyncResult =
  | {
      readonly kind: 'synced';
      readonly at: Date;
      readonly equity: Money;
      readonly buyingPower: Money;
      readonly tradesMarked: number;
    }
  /** Synced by an earlier delivery of the same scheduled time. */
  | { readonly kind: 'already_synced'; readonly at: Date }
  | { readonly kind: 'failed'; readonly code: SyncErrorCode }
  | { readonly kind: 'skipped'; readonly reason: SkipReason };
