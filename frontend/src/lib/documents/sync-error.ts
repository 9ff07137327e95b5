import { SYNC_ERROR_CODES, syncErrorMessage } from '@agenttrader/domain/accounts/sync-error';
import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { optionalTimestamp, timestamp } from './fields.ts';

const schema = z.object({
  code: z.enum(SYNC_ERROR_CODES),
  timestamp,
  consecutive_failures: z.int().positive(),
  retry_at: optionalTimestamp,
});

/** `users/{uid}/status/last_sync_error`: there only while syncs fail. */
export const readSyncError = documentReader(schema, fields => ({
  code: fields.code,
  /** In words, with the way to mend it. */
  message: syncErrorMessage(fields.code),
  at: fields.timestamp,
  consecutiveFailures: fields.consecutive_failures,
  retryAt: fields.retry_at,
}));

export type SyncError = Extract<ReturnType<typeof readSyncError>, { ok: true }>['value'];
