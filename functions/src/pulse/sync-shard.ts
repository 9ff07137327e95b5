import { dueIn } from '@agenttrader/domain/market/due-minutes';
import { z } from 'zod';
import { cutoffFrom } from './cutoff.ts';
import type { PulseLimits } from './limits.ts';
import { MOST_SHARD_TENANTS } from './limits.ts';
import type { ShardPorts, ShardTask } from './ports.ts';
import { publishIfAllFinished } from './publish.ts';
import { runShard } from './run-shard.ts';

/** The task as it is sent. */
const taskSchema = z.strictObject({
  scheduledAt: z.iso.datetime(),
  number: z.int().nonnegative(),
  uids: z.array(z.string().min(1).max(128)).min(1).max(MOST_SHARD_TENANTS),
  startBefore: z.iso.datetime(),
});
type SentTask = z.infer<typeof taskSchema>;

/** A shard's task, as plain JSON. */
export const sentTask = ({ scheduledAt, number, uids, startBefore }: ShardTask): SentTask => ({
  scheduledAt: scheduledAt.toISOString(),
  number,
  uids: [...uids],
  startBefore: startBefore.toISOString(),
});

/**
 * Syncs the tenants of a shard that was handed over, and publishes the minute where it is the last. A task may come late,
 * twice, or twice at once: one that is late or was done drops itself, and what is synced twice is the same.
 *
 * @param data whatever the task's body held
 * @returns what became of the task
 */
export async function syncShard(
  data: unknown,
  limits: PulseLimits,
  ports: ShardPorts,
): Promise<'synced' | 'malformed' | 'stale' | 'done_before'> {
  const { clock, runs, log } = ports;
  const task = taskSchema.safeParse(data);
  // One that cannot be read does not get any better when it comes again.
  if (!task.success) {
    log.error('task of a shard is malformed');
    return 'malformed';
  }
  const { number, uids } = task.data;
  const scheduledAt = new Date(task.data.scheduledAt);
  const cutoff = cutoffFrom(new Date(task.data.startBefore));
  const fields = { minute: task.data.scheduledAt, shard: number };
  if (clock.now() >= cutoff.startBefore) {
    log.warn('shard came too late', fields);
    return 'stale';
  }
  if (await runs.isFinished(scheduledAt, number)) {
    log.info('shard was synced before', fields);
    return 'done_before';
  }
  const { marketOpen } = dueIn(scheduledAt, limits.closedMarketMinutes);
  const never = new AbortController().signal;
  const options = { limits, marketOpen, cutoff, clockAheadMs: 0, stop: never };
  const result = await runShard({ scheduledAt, number, uids }, options, ports);
  const { successCount, errorCount, skippedCount } = result;
  log.info('shard synced', { ...fields, successCount, errorCount, skippedCount });
  await publishIfAllFinished(scheduledAt, ports);
  return 'synced';
}
