import { lastPulse } from '@agenttrader/domain/paths';
import type { Firestore } from '@google-cloud/firestore';
import { z } from 'zod';
import type { LocalHeartbeat } from './pulse.ts';

/** Longer than any local pulse takes, so that a stuck one is reported rather than waited for. */
const LONGEST_PULSE_MS = 120_000;

const count = z.number().int().nonnegative();
const lastPulseDocument = z.object({
  success_count: count,
  error_count: count,
  skipped_count: count,
  duration_ms: z.number(),
});

/**
 * A pulse over the local functions, and its result over Firestore.
 *
 * @param url where the scheduled function takes its runs: its name with the index of its schedule
 */
export function localHeartbeat(url: string, firestore: Firestore, signal: AbortSignal): LocalHeartbeat {
  return {
    async run(scheduleTime) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'X-CloudScheduler-ScheduleTime': scheduleTime.toISOString() },
        signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_PULSE_MS)]),
      });
      const text = await response.text();
      if (!response.ok)
        throw new Error(`the function answered ${response.status}: ${text.trim().slice(0, 200)}`);
    },
    async lastResult() {
      const document = await firestore.doc(lastPulse()).get();
      if (!document.exists || document.updateTime === undefined) return undefined;
      const fields = lastPulseDocument.parse(document.data());
      return {
        version: `${document.updateTime.seconds}.${document.updateTime.nanoseconds}`,
        counts: {
          succeeded: fields.success_count,
          failed: fields.error_count,
          skipped: fields.skipped_count,
          durationMs: fields.duration_ms,
        },
      };
    },
  };
}
