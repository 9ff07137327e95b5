import { syncErrorMessage } from '@agenttrader/domain/accounts/sync-error';
import { shownSyncError } from '@agenttrader/domain/documents/sync-error';
import { readerOf } from './document-problem.ts';

/** `users/{uid}/status/last_sync_error`: there only while syncs fail. */
export const readSyncError = readerOf(shownSyncError, ({ timestamp, ...error }) => ({
  ...error,
  at: timestamp,
  /** In words, with the way to mend it. */
  message: syncErrorMessage(error.code),
}));
