import { lastPulse } from '@agenttrader/domain/documents/operations';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from '@google-cloud/firestore';
import type { LocalHeartbeat } from './pulse.ts';

/** Longer than any local pulse takes, so that a stuck one is reported rather than waited for. */
const LONGEST_PULSE_MS = 120_000;

const { successCount, errorCount, skippedCount, durationMs } = lastPulse.fields;
const counted = lastPulse.part({ successCount, errorCount, skippedCount, durationMs });

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
      const document = await firestore.doc(paths.lastPulse()).get();
      if (!document.exists || document.updateTime === undefined) return undefined;
      const counts = counted.read(document.data());
      if (!counts.ok) throw new Error(`The last pulse cannot be read: ${counts.detail}`);
      return {
        version: `${document.updateTime.seconds}.${document.updateTime.nanoseconds}`,
        counts: {
          succeeded: counts.value.successCount,
          failed: counts.value.errorCount,
          skipped: counts.value.skippedCount,
          durationMs: counts.value.durationMs,
        },
      };
    },
  };
}
