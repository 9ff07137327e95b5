import { z } from 'zod';
import { SYNC_ERROR_CODES } from '../accounts/sync-error.ts';
import { storedDocument } from './document.ts';
import { optionalText, optionalTime, time } from './fields.ts';

/**
 * `users/{uid}/status/last_sync_error`: why the last sync failed. A sync that fails with another code than
 * before writes it whole, one that succeeds deletes it. How often it came again stands in the snapshot.
 */
export const syncError = storedDocument({
  code: z.enum(SYNC_ERROR_CODES),
  /** In words, with the way to mend it. */
  error: z.string(),
  timestamp: time,
  consecutive_failures: z.int().positive(),
  /** Before this time the broker is not asked again. */
  retry_at: optionalTime,
  /** Until the connection is another one than this, the broker is not asked again; `none` where there was none. */
  parked_version: optionalText,
});

const { error: _, ...standing } = syncError.fields;

/** What a sync needs of it, and what the dashboard shows: the words come from the code. */
export const standingSyncError = syncError.part(standing);

/** What operators see of it, as far as it can be read. */
export const countedSyncError = syncError.part({
  code: syncError.fields.code,
  consecutiveFailures: z.int().nonnegative().catch(1),
});
