import { formatSeconds } from './duration.ts';
import type { Screen } from './screen.ts';

/** What a pulse left in `ops/last_pulse`. */
export interface PulseCounts {
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly durationMs: number;
}

export type PulseOutcome =
  | { readonly kind: 'finished'; readonly counts: PulseCounts }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface LocalHeartbeat {
  /** Runs the deployed `pulse` for a planned time. @throws with a reason to show when it fails */
  run(scheduleTime: Date): Promise<void>;
  /** The last result, and a version that changes whenever a new one is written; undefined before the first. */
  lastResult(): Promise<{ readonly counts: PulseCounts; readonly version: string } | undefined>;
}

/** Runs one pulse and reads what it left. Never throws. */
export async function pulseOnce(heartbeat: LocalHeartbeat, scheduleTime: Date): Promise<PulseOutcome> {
  try {
    const before = await heartbeat.lastResult();
    await heartbeat.run(scheduleTime);
    const after = await heartbeat.lastResult();
    if (after === undefined || after.version === before?.version) return { kind: 'nothing' };
    return { kind: 'finished', counts: after.counts };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The one line that a person reads about a pulse. */
export function pulseLine(scheduleTime: Date, outcome: PulseOutcome, screen: Screen): string {
  const time = screen.paint('dim', clockTime(scheduleTime));
  if (outcome.kind === 'failed') return `${time}  pulse ${screen.paint('red', 'failed')}: ${outcome.reason}`;
  if (outcome.kind === 'nothing')
    return `${time}  pulse left no result: this time was done before, or its shards are still at work`;
  const { succeeded, failed, skipped, durationMs } = outcome.counts;
  const total = succeeded + failed + skipped;
  const numbers = [
    `${total} ${total === 1 ? 'tenant' : 'tenants'}:`,
    screen.paint(succeeded > 0 ? 'green' : 'dim', `${succeeded} synced`),
    screen.paint(failed > 0 ? 'red' : 'dim', `${failed} failed`),
    screen.paint(skipped > 0 ? 'yellow' : 'dim', `${skipped} skipped`),
  ].join('  ');
  return `${time}  ${numbers}  ${screen.paint('dim', formatSeconds(durationMs))}`;
}

/** The time of day here, to the second. */
function clockTime(time: Date): string {
  return time.toTimeString().slice(0, 8);
}
