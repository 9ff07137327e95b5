import type {
  PulseLease,
  PulsePlan,
  PulseRuns,
  PulseSummary,
  ShardQueue,
  ShardResult,
  ShardTask,
} from '../src/pulse/ports.ts';

export interface MemoryRuns extends PulseRuns {
  /** Every summary that was published, in order. */
  readonly summaries: PulseSummary[];
  /** What each shard of each minute said last, by "minute/number". */
  readonly shards: Map<string, ShardResult>;
}

/** What pulses did, in memory. */
function memoryRuns(): MemoryRuns {
  const summaries: PulseSummary[] = [];
  const shards = new Map<string, ShardResult>();
  const plans = new Map<number, PulsePlan>();
  const resultsOf = (scheduledAt: Date): ShardResult[] =>
    [...shards].flatMap(([key, result]) => (key.startsWith(scheduledAt.toISOString()) ? [result] : []));
  const knownOf = ({ successCount, errorCount, skippedCount, skippedByReason }: PulseSummary): number =>
    successCount + errorCount + skippedCount - (skippedByReason.unfinished ?? 0);
  return {
    summaries,
    shards,
    async putShard(scheduledAt, shard, result) {
      shards.set(`${scheduledAt.toISOString()}/${shard}`, result);
    },
    async isFinished(scheduledAt, shard) {
      return shards.get(`${scheduledAt.toISOString()}/${shard}`)?.finished === true;
    },
    async putPlan(plan) {
      plans.set(plan.scheduledAt.getTime(), plan);
    },
    async allFinished(scheduledAt) {
      const plan = plans.get(scheduledAt.getTime());
      const finished = resultsOf(scheduledAt).filter(result => result.finished);
      return plan !== undefined && finished.length >= plan.shards;
    },
    async read(scheduledAt) {
      return { plan: plans.get(scheduledAt.getTime()), results: resultsOf(scheduledAt) };
    },
    async publish(summary) {
      const last = summaries.at(-1);
      const laterMs = last ? last.scheduledAt.getTime() - summary.scheduledAt.getTime() : -1;
      if (last && (laterMs > 0 || (laterMs === 0 && knownOf(last) > knownOf(summary)))) return;
      summaries.push(summary);
    },
    async isPublished(scheduledAt) {
      const [plan, last] = [plans.get(scheduledAt.getTime()), summaries.at(-1)];
      if (!plan || last?.scheduledAt.getTime() !== scheduledAt.getTime()) return false;
      return knownOf(last) >= plan.listed + plan.switchedOff;
    },
  };
}

/** What keeps pulses apart and hands shards over, in memory: every lease is granted, and tasks are kept. */
export function memoryDispatch() {
  const runs = memoryRuns();
  const tasks: ShardTask[] = [];
  const ended: { readonly holder: string; readonly how: string }[] = [];
  const lease: PulseLease = {
    acquire: async () => ({ answer: 'granted', clockAheadMs: 0, unfinished: undefined }),
    renew: async () => true,
    end: async (holder, how) => void ended.push({ holder, how }),
  };
  const queue: ShardQueue = { enqueue: async task => void tasks.push(task) };
  return { runs, tasks, ended, ports: { runs, lease, queue } };
}
