import type { GetOperationsResponse } from '@agenttrader/domain/callables/get-operations';
import { MAX_FAILED_SHARE, MAX_PULSE_MS, MAX_SILENCE_MS } from '@agenttrader/domain/operations/verdict';
import { RelativeTime } from '@/components/figures/time.tsx';
import { Stat } from '@/components/ui/stat.tsx';

type Pulse = NonNullable<GetOperationsResponse['lastPulse']>;

/** The last pulse: when, how long, and what became of every tenant. */
export function PulseFigures({ pulse, stale }: { pulse: Pulse; stale: boolean }) {
  const endedAt = new Date(pulse.finishedAt ?? pulse.scheduledAt);
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-6">
      <Stat
        label="Last pulse"
        stale={stale}
        value={<RelativeTime at={endedAt} />}
        explanation={
          <p>
            When the last run ended. One starts every minute; after {MAX_SILENCE_MS / 60_000} minutes without
            one, the heartbeat stands still.
          </p>
        }
      />
      <Stat
        label="Took"
        stale={stale}
        value={pulse.durationMs === null ? '—' : `${(pulse.durationMs / 1_000).toFixed(1)} s`}
        explanation={
          <p>From its start to its end. It has 60 seconds; more than {MAX_PULSE_MS / 1_000} are too many.</p>
        }
      />
      <Stat
        label="Fresh after"
        stale={stale}
        value={pulse.freshness === null ? '—' : `${(pulse.freshness.p90Ms / 1_000).toFixed(1)} s`}
        explanation={
          <p>
            How soon after its minute nine in ten of the tenants were synced.
            {pulse.freshness !== null &&
              ` Half were after ${(pulse.freshness.p50Ms / 1_000).toFixed(1)} s, the last after ${(pulse.freshness.maxMs / 1_000).toFixed(1)} s.`}
          </p>
        }
      />
      <Stat
        label="Synced"
        stale={stale}
        value={pulse.synced}
        explanation={<p>Tenants whose account was read and whose open trades were marked in that run.</p>}
      />
      <Stat
        label="Failed"
        stale={stale}
        value={pulse.failed}
        explanation={
          <p>
            Tenants that could not be synced in that run. More than {MAX_FAILED_SHARE * 100} % of those that
            were tried are no matter of single tenants any more.
          </p>
        }
      />
      <Stat
        label="Skipped"
        stale={stale}
        value={pulse.skipped}
        explanation={
          <p>
            Tenants left alone: their trading is off, their keys are refused or gone, or they are backing off
            after failures.
          </p>
        }
      />
    </div>
  );
}
