import { randomUUID } from 'node:crypto';
import { dueIn } from '@agenttrader/domain/market/due-minutes';
import { aheadMs } from '@agenttrader/domain/time/skew';
import { describeThrown } from '../runtime/log.ts';
import { cutoffOf } from './cutoff.ts';
import { fanOut } from './fan-out.ts';
import { keepLease } from './keep-lease.ts';
import type { PulseLimits } from './limits.ts';
import type { LeaseAnswer, PulsePorts, PulseSummary } from './ports.ts';
import { publishMinute, reportPublished } from './publish.ts';
import { summaryOf } from './pulse-counts.ts';
import { runShard, type ShardOptions } from './run-shard.ts';

/** A pulse, as the scheduler asks for it. */
export interface ScheduledPulse {
  /** The minute that the scheduler asked for, not the moment at which it arrived. */
  readonly scheduledAt: Date;
}

export type PulseResult =
  | { readonly kind: 'ran'; readonly summary: PulseSummary }
  /** The tenants were handed to so many shards. */
  | { readonly kind: 'fanned_out'; readonly shards: number; readonly listed: number }
  /** Somebody else runs or ran it, or a later one has run already. */
  | { readonly kind: 'declined'; readonly why: Exclude<LeaseAnswer, 'granted'> };

/**
 * Syncs every tenant that is due once for the scheduled time, or hands them to shards where they are many. A pure function of
 * its ports: it asks only the clock for the time, and ends before the next minute, whatever tenants do.
 *
 * @throws whatever listing the tenants or keeping the lease throws; never anything of a single tenant
 */
export async function pulse(
  { scheduledAt }: ScheduledPulse,
  limits: PulseLimits,
  ports: PulsePorts,
): Promise<PulseResult> {
  const startedAt = ports.clock.now();
  const holder = randomUUID();
  const minute = scheduledAt.toISOString();
  const { leaseMs } = limits;
  const lease = await ports.lease.acquire({
    scheduledAt,
    now: () => ports.clock.now(),
    holder,
    leaseMs,
  });
  if (lease.answer !== 'granted') {
    ports.log.info('pulse declined', { minute, why: lease.answer });
    return { kind: 'declined', why: lease.answer };
  }
  const kept = keepLease(holder, leaseMs, ports);
  try {
    const clockAheadMs = Math.max(lease.clockAheadMs, aheadMs([scheduledAt], startedAt));
    const [result] = await Promise.all([
      syncOrFanOut(scheduledAt, startedAt, { clockAheadMs, stop: kept.lost, limits }, ports),
      lease.unfinished && publishMinute(lease.unfinished, ports),
    ]);
    await ports.lease.end(holder, result.kind === 'ran' ? 'done' : 'fanned_out');
    return result;
  } catch (thrown) {
    ports.log.error('pulse broke off', { minute, ...describeThrown(thrown) });
    await releaseQuietly(holder, ports);
    throw thrown;
  } finally {
    kept.end();
  }
}

async function syncOrFanOut(
  scheduledAt: Date,
  startedAt: Date,
  known: Pick<ShardOptions, 'clockAheadMs' | 'stop' | 'limits'>,
  ports: PulsePorts,
): Promise<Exclude<PulseResult, { kind: 'declined' }>> {
  const { limits } = known;
  const { forEverybody, marketOpen } = dueIn(scheduledAt, limits.closedMarketMinutes);
  const cutoff = cutoffOf(scheduledAt, startedAt);
  const pages = ports.due.pages(forEverybody ? 'everybody' : 'around-the-clock')[Symbol.asyncIterator]();
  const uids: string[] = [];
  let page = await pages.next();
  while (!page.done) {
    uids.push(...page.value);
    if (uids.length > limits.fanOutAbove) break;
    page = await pages.next();
  }
  if (!page.done) {
    const { shards, listed } = await fanOut(
      { scheduledAt, startedAt, cutoff, first: uids, pages, stop: known.stop },
      limits,
      ports,
    );
    return { kind: 'fanned_out', shards, listed };
  }
  const [result, switchedOff] = await Promise.all([
    runShard({ scheduledAt, number: 0, uids }, { ...known, marketOpen, cutoff }, ports),
    ports.due.countSwitchedOff(),
  ]);
  const dispatchedAt = ports.clock.now();
  const plan = { startedAt, dispatchedAt, shards: 0, listed: uids.length, switchedOff };
  const summary = summaryOf(scheduledAt, plan, [result]);
  await ports.runs.publish(summary, () => ports.clock.now());
  reportPublished(summary, ports);
  return { kind: 'ran', summary };
}

/** The reason why the pulse broke off matters more than a lease that runs out by itself. */
async function releaseQuietly(holder: string, ports: PulsePorts): Promise<void> {
  try {
    await ports.lease.end(holder, 'released');
  } catch (thrown) {
    ports.log.warn('lease was not released', describeThrown(thrown));
  }
}
