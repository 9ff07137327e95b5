import type { GetOperationsResponse } from '../callables/get-operations.ts';

/** More than this share of the tenants of a pulse failing is no matter of single tenants any more. */
export const MAX_FAILED_SHARE = 0.1;
/** A pulse that takes longer, in milliseconds, has hardly fitted its minute. Shards alone are spread over 45 seconds. */
export const MAX_PULSE_MS = 55_000;
/** Without a pulse for longer, in milliseconds, the heartbeat stands still. */
export const MAX_SILENCE_MS = 3 * 60_000;
/** As many failures in a row do not go away by themselves. */
const MAX_FAILURES_IN_A_ROW = 5;
/** Tenants that are named one by one. */
const NAMED = 5;

/** How the service does, worst last. */
export const HEALTH = ['healthy', 'degraded', 'down'] as const;
export type Health = (typeof HEALTH)[number];

/** How the service does, and why: a sentence for each thing that is not as it should be. */
export interface Verdict {
  readonly health: Health;
  readonly findings: readonly string[];
}

type Facts = Pick<GetOperationsResponse, 'asOf' | 'lastPulse' | 'tenants'>;

/** Judges what operators see. A halt is no fault: somebody meant it. */
export function judgeOperations({ asOf, lastPulse, tenants }: Facts): Verdict {
  const standstill = findStandstill(asOf, lastPulse);
  const troubles = [...(lastPulse ? findTroubles(lastPulse) : []), ...failingTenants(tenants)];
  const findings = [...standstill, ...troubles];
  return { health: standstill.length > 0 ? 'down' : troubles.length > 0 ? 'degraded' : 'healthy', findings };
}

type LastPulse = NonNullable<Facts['lastPulse']>;

function findStandstill(asOf: string, lastPulse: LastPulse | null): string[] {
  if (lastPulse === null) return ['There has been no pulse yet.'];
  const silence = Date.parse(asOf) - Date.parse(lastPulse.finishedAt ?? lastPulse.scheduledAt);
  if (silence <= MAX_SILENCE_MS) return [];
  return [`There has been no pulse for ${Math.floor(silence / 60_000)} minutes: the heartbeat stands still.`];
}

function findTroubles({ synced, failed, durationMs, clockAheadMs }: LastPulse): string[] {
  const tried = synced + failed;
  const troubles: string[] = [];
  if (failed > tried * MAX_FAILED_SHARE) {
    troubles.push(`${failed} of the ${tried} tenants of the last pulse failed.`);
  }
  if (durationMs !== null && durationMs > MAX_PULSE_MS) {
    troubles.push(`The last pulse took ${Math.round(durationMs / 1_000)} seconds of its 60.`);
  }
  if (clockAheadMs > 0) {
    troubles.push(`A clock is, or was, ${Math.round(clockAheadMs / 1_000)} seconds ahead of another.`);
  }
  return troubles;
}

function failingTenants(tenants: Facts['tenants']): string[] {
  const failing = tenants.filter(tenant => tenant.consecutiveFailures >= MAX_FAILURES_IN_A_ROW);
  const named = failing
    .slice(0, NAMED)
    .map(
      ({ tenantId, consecutiveFailures, errorCode }) =>
        `${tenantId} has failed ${consecutiveFailures} times in a row (${errorCode ?? 'unknown'}).`,
    );
  return failing.length > NAMED ? [...named, `So have ${failing.length - NAMED} more.`] : named;
}
