import { type SyncErrorCode, syncErrorMessage } from '@agenttrader/domain/accounts/sync-error';
import { standingSyncError } from '@agenttrader/domain/documents/sync-error';
import { readerOf } from './document-problem.ts';

/** Why the last sync failed. */
export interface ShownSyncError {
  readonly code: SyncErrorCode;
  /** In words, with the way to mend it. */
  readonly message: string;
  /** When the broker was last asked in vain. */
  readonly at: Date;
  readonly consecutiveFailures: number;
  readonly retryAt: Date | null;
  /** Whether the broker is not asked again before the connection is another one. */
  readonly isParked: boolean;
}

interface StandingError extends Omit<ShownSyncError, 'message' | 'isParked'> {
  readonly parkedVersion: string | null;
}

export const syncErrorOf = ({ parkedVersion, ...error }: StandingError): ShownSyncError => ({
  ...error,
  message: syncErrorMessage(error.code),
  isParked: parkedVersion !== null,
});

/** `users/{uid}/status/last_sync_error`: there only while syncs fail. */
export const readSyncError = readerOf(standingSyncError, ({ timestamp, ...error }) =>
  syncErrorOf({ ...error, at: timestamp }),
);
