import { describeThrown } from '../runtime/log.ts';
import type { PulseSummary, ShardPorts } from './ports.ts';
import { summaryOf } from './pulse-counts.ts';

/**
 * Publishes what is known of a minute, summed from its shards; more may be known later. Never rejects: it is done again by
 * the next shard that ends or by the next pulse.
 */
export async function publishMinute(scheduledAt: Date, ports: ShardPorts): Promise<void> {
  const { runs, clock, log } = ports;
  try {
    if (await runs.isPublished(scheduledAt)) return;
    const { plan, results } = await runs.read(scheduledAt);
    if (plan === undefined && results.length === 0) return;
    const summary = summaryOf(scheduledAt, plan, results);
    await runs.publish(summary, () => clock.now());
    reportPublished(summary, ports);
  } catch (thrown) {
    log.error('a minute was not published', { minute: scheduledAt.toISOString(), ...describeThrown(thrown) });
  }
}

/** Publishes a minute whose shards are all at their ends. Never rejects. */
export async function publishIfAllFinished(scheduledAt: Date, ports: ShardPorts): Promise<void> {
  try {
    if (!(await ports.runs.allFinished(scheduledAt))) return;
  } catch (thrown) {
    ports.log.warn('shards could not be counted', describeThrown(thrown));
    return;
  }
  await publishMinute(scheduledAt, ports);
}

/** Tells the log of a minute that was published. */
export function reportPublished(summary: PulseSummary, { log }: Pick<ShardPorts, 'log'>): void {
  const { scheduledAt, successCount, errorCount, skippedCount, durationMs, shards, clockAheadMs } = summary;
  const minute = scheduledAt.toISOString();
  if (clockAheadMs > 0) {
    log.warn('times were stored by a clock that is ahead of this one, and not believed', {
      minute,
      clockAheadMs,
    });
  }
  log.info('pulse finished', { minute, successCount, errorCount, skippedCount, durationMs, shards });
}
