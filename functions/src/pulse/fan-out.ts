import pMap from 'p-map';
import { describeThrown } from '../runtime/log.ts';
import type { Cutoff } from './lanes.ts';
import type { PulseLimits } from './limits.ts';
import type { PulsePlan, PulsePorts, Shard } from './ports.ts';
import { publishIfAllFinished } from './publish.ts';
import { shardsOf } from './shards.ts';

/** Tasks follow each other so soon. */
const STEP_MS = 65;
/** Over so long they are spread at most, so that the last of them is done before the next minute. */
const SPREAD_MS = 45_000;
/** Tasks that are handed over at a time. */
const AT_ONCE = 16;

/** Tenants of a minute, as far as they are listed, and those who come. */
export interface Listing {
  readonly scheduledAt: Date;
  readonly startedAt: Date;
  readonly cutoff: Cutoff;
  readonly first: readonly string[];
  readonly pages: AsyncIterator<readonly string[]>;
  /** Aborts when a later minute has taken over. */
  readonly stop: AbortSignal;
}

/**
 * Hands the tenants of a minute to shards, as they are listed, for as long as the minute lasts. A shard that cannot be handed over is logged, and its tenants
 * are counted as unfinished: the next minute is near.
 *
 * @throws whatever listing the tenants throws
 */
export async function fanOut(
  { scheduledAt, startedAt, cutoff, first, pages, stop }: Listing,
  { shardSize }: PulseLimits,
  ports: PulsePorts,
): Promise<PulsePlan> {
  const { clock, queue, due, runs, log } = ports;
  let listed = 0;
  let shards = 0;
  async function* all(): AsyncGenerator<readonly string[]> {
    yield first;
    for (let page = await pages.next(); !page.done; page = await pages.next()) {
      if (stop.aborted || clock.now() >= cutoff.startBefore) return;
      yield page.value;
    }
  }
  const handOver = async (shard: Shard): Promise<void> => {
    listed += shard.uids.length;
    shards += 1;
    try {
      await queue.enqueue({ ...shard, startBefore: cutoff.startBefore }, timeOf(shard, startedAt));
    } catch (thrown) {
      log.error('shard was not handed over', { shard: shard.number, ...describeThrown(thrown) });
    }
  };
  await pMap(shardsOf(scheduledAt, all(), shardSize), handOver, { concurrency: AT_ONCE });
  const switchedOff = await due.countSwitchedOff();
  const dispatchedAt = clock.now();
  const plan = { scheduledAt, startedAt, dispatchedAt, shards, listed, switchedOff };
  await runs.putPlan(plan);
  log.info('pulse fanned out', { minute: scheduledAt.toISOString(), shards, listed });
  await publishIfAllFinished(scheduledAt, ports);
  return plan;
}

/** When a shard's turn is. Nobody knows yet how many there are: those of more than a lap are spread like the first. */
const timeOf = ({ number }: Shard, startedAt: Date): Date =>
  new Date(startedAt.getTime() + ((number * STEP_MS) % SPREAD_MS));
