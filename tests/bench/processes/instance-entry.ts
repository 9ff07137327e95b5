import { alpacaBroker } from '../../../functions/src/broker/alpaca/alpaca-broker.ts';
import { fetchFromLocalExchange } from '../../../functions/src/broker/alpaca/hosts.ts';
import { keepAliveFetch } from '../../../functions/src/broker/alpaca/keep-alive-fetch.ts';
import { requestBudget } from '../../../functions/src/broker/request-budget.ts';
import { database } from '../../../functions/src/data/firestore/firestore.ts';
import type { PulsePorts, ShardResult } from '../../../functions/src/pulse/ports.ts';
import { pulse } from '../../../functions/src/pulse/pulse.ts';
import { sentTask, syncShard } from '../../../functions/src/pulse/sync-shard.ts';
import { systemClock } from '../../../functions/src/runtime/clock.ts';
import { services, TENANT_DEADLINE_MS } from '../../../functions/src/wiring/services.ts';
import { limitsWith } from '../../../functions/test-support/pulse-limits.ts';
import { countDocuments } from '../../support/counted-documents.ts';
import type { InstanceAnswer, InstanceOrder } from './instances.ts';

/** An instance of the functions: runs pulses and shards over the real adapters whenever it is told to. */

/** How far the clock of this process is ahead of the machine's: pulses follow each other faster than minutes do. */
let aheadMs = 0;
let counting = countDocuments(database());
let counts = { successCount: 0, errorCount: 0, skippedCount: 0 };

const real = services.pulse();
const clock = { ...systemClock, now: () => new Date(Date.now() + aheadMs) };
const ports: PulsePorts = {
  ...real,
  clock,
  // As it is wired, but for the clock: an account's minutes are those of the pulses.
  broker: alpacaBroker({
    timeoutMs: 8_000,
    feed: 'iex',
    budget: requestBudget(190, clock),
    fetchApi: fetchFromLocalExchange(process.env.ALPACA_EMULATOR_HOST ?? '', keepAliveFetch()),
  }),
  runs: {
    ...real.runs,
    putShard(scheduledAt, shard, result) {
      if (result.finished) count(result);
      return real.runs.putShard(scheduledAt, shard, result);
    },
  },
  // Whoever started this process is its Cloud Tasks.
  queue: { enqueue: async task => send({ kind: 'task', data: sentTask(task) }) },
};

const send = (answer: InstanceAnswer): void => void process.send?.(answer);

function count({ successCount, errorCount, skippedCount }: ShardResult): void {
  counts = {
    successCount: counts.successCount + successCount,
    errorCount: counts.errorCount + errorCount,
    skippedCount: counts.skippedCount + skippedCount,
  };
}

async function obey(order: InstanceOrder): Promise<InstanceAnswer> {
  const { id } = order;
  if (order.kind === 'report') {
    const answer = { kind: 'reported', id, ...counts, asked: counting.stop() } as const;
    counting = countDocuments(database());
    counts = { successCount: 0, errorCount: 0, skippedCount: 0 };
    return answer;
  }
  ({ aheadMs } = order);
  const limits = limitsWith(order.settings, TENANT_DEADLINE_MS);
  if (order.kind === 'shard') await syncShard(order.data, limits, ports);
  else {
    const { kind } = await pulse({ scheduledAt: new Date(order.scheduledAt) }, limits, ports);
    if (kind === 'declined') throw new Error('The pulse was declined.');
  }
  return { kind: 'done', id };
}

process.on('message', (order: InstanceOrder) => {
  obey(order).then(send, (error: unknown) => {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    send({ kind: 'failed', id: order.id, why });
  });
});
process.on('disconnect', () => process.exit(0));
