import { z } from 'zod';
import { storedDocument } from './document.ts';
import { count, optionalText, optionalTime, orNull, time } from './fields.ts';

/** `ops/trading`: the global halt. Operators set it through a callable; where it is missing, nothing is halted. */
export const globalTrading = storedDocument({
  halted: z.boolean(),
  reason: optionalText,
  updated_at: time,
  /** The operator's uid. */
  updated_by: z.string(),
});

/** Whether everybody is halted, and why. */
export const globalHalt = globalTrading.part({
  halted: globalTrading.fields.halted,
  reason: globalTrading.fields.reason,
});

/** `ops/pulse_lease`: who runs which minute's pulse. Every pulse takes it and ends it. */
export const pulseLease = storedDocument({
  /** The minute that the scheduler meant. */
  scheduled_at: time,
  /** Made up for each delivery. */
  holder: z.string(),
  state: z.enum(['running', 'done', 'released']),
  expires_at: time,
});

/** `ops/last_pulse`: the last pulse that came to its end, which writes it whole. */
export const lastPulse = storedDocument({
  scheduled_at: time,
  /** When it ended. */
  timestamp: time,
  /** Tenants. */
  success_count: count,
  error_count: count,
  skipped_count: count,
  /** By the server's clock: below zero where that was set back meanwhile. */
  duration_ms: z.number(),
  /** Tenants, by the code of the failure and by the reason for passing them by. */
  errors_by_code: z.record(z.string(), count),
  skipped_by_reason: z.record(z.string(), count),
  /** How far stored times that were not believed lay ahead at most; 0 while clocks are in order. */
  clock_ahead_ms: z.number().nonnegative(),
});

/** It as operators see it. Earlier versions said less. */
export const shownPulse = lastPulse.part({
  scheduledAt: time,
  timestamp: time,
  successCount: z.int(),
  errorCount: z.int(),
  skippedCount: z.int(),
  durationMs: orNull(lastPulse.fields.durationMs.nonnegative()).catch(null),
  clockAheadMs: lastPulse.fields.clockAheadMs.catch(0),
});

/**
 * `ops/legacy_documents`: the tenant who got the global documents of an earlier system that name nobody. The migration writes
 * it once.
 */
export const legacyDocumentsOwner = storedDocument({
  tenant: z.string().min(1),
  since: time,
});

/** `deletedAccounts/{uid}`: what stays of a deleted account. Deleting writes it first, counts in it, and ends with it. */
export const deletedAccount = storedDocument({
  state: z.enum(['deleting', 'deleted']),
  started_at: time.optional(),
  deleted_at: optionalTime,
  /** How many documents were removed. */
  documents: count,
  actor: z.string(),
});
