import { z } from 'zod';
import { storedDocument, storedMap } from './document.ts';
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

/**
 * `ops/pulse_lease`: who runs which minute's pulse. Every pulse takes it, keeps it while work goes on, and ends it; a later
 * minute's takes it over.
 */
export const pulseLease = storedDocument({
  /** The minute that the scheduler meant. */
  scheduled_at: time,
  /** Made up for each delivery. */
  holder: z.string(),
  /** `fanned_out`: the tenants were handed to shards, which come to their ends by themselves. */
  state: z.enum(['running', 'done', 'fanned_out', 'released']),
  /** Who has not renewed it by then is dead. */
  expires_at: time,
});

/** Tenants, and what became of them in one minute. */
const counts = {
  /** Tenants. */
  success_count: count,
  error_count: count,
  skipped_count: count,
  /** Tenants, by the code of the failure and by the reason for passing them by. */
  errors_by_code: z.record(z.string(), count),
  skipped_by_reason: z.record(z.string(), count),
  /** How far stored times that were not believed lay ahead at most; 0 while clocks are in order. */
  clock_ahead_ms: z.number().nonnegative(),
};

/** Milliseconds from the scheduled minute to the tenant's sync: half of the tenants took no longer than `p50_ms`. */
const freshness = storedMap({
  p50_ms: z.number().nonnegative(),
  p90_ms: z.number().nonnegative(),
  p99_ms: z.number().nonnegative(),
  max_ms: z.number().nonnegative(),
});

/**
 * `ops/last_pulse`: what came of the latest minute that is known of, written whole: by its pulse, by the shard that ends last,
 * or by the next pulse. Who was listed and is in no other count is skipped as `unfinished`.
 */
export const lastPulse = storedDocument({
  scheduled_at: time,
  /** When it ended. */
  timestamp: time,
  ...counts,
  /** By the server's clock: below zero where that was set back meanwhile. */
  duration_ms: z.number(),
  /** How many shards the tenants were handed to; 0 where the pulse synced them itself. */
  shards: count,
  /** Over the tenants that were synced; null where none was. */
  freshness: orNull(freshness),
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
  freshness: lastPulse.fields.freshness.catch(null),
});

/** Which minute it is of, and how many tenants it knows of. */
export const completionOfPulse = lastPulse.part({
  scheduledAt: time,
  successCount: count,
  errorCount: count,
  skippedCount: count,
  skippedByReason: lastPulse.fields.skippedByReason.catch({}),
});

/** `pulseRuns/{minute}`: the shards that a minute's tenants were handed to. The pulse writes it once all are. */
export const pulseRun = storedDocument({
  scheduled_at: time,
  started_at: time,
  /** When all of them were handed over. */
  dispatched_at: time,
  shards: count,
  /** Tenants that were listed. */
  listed: count,
  /** Tenants that are connected and have switched trading off. */
  switched_off: count,
  /** From here on Firestore may delete it. */
  expires_at: time,
});

/** `pulseRuns/{minute}/shards/{number}`: what one shard has done so far. It alone writes it, as it goes and at its end. */
export const pulseShard = storedDocument({
  /** Tenants that it was handed. Who is in no count yet is still to come. */
  listed: count,
  started_at: time,
  updated_at: time,
  finished: z.boolean(),
  ...counts,
  /** Synced tenants, by the milliseconds from the scheduled minute to their sync, rounded up to two digits. */
  lags_ms: z.record(z.string(), count),
  max_lag_ms: z.number().nonnegative(),
  /** From here on Firestore may delete it. */
  expires_at: time,
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
