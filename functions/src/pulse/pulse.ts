import { randomUUID } from 'node:crypto';
import { dueIn, nextMinuteForEverybody } from '@agenttrader/domain/market/due-minutes';
import { aheadMs } from '@agenttrader/domain/time/skew';
import pMap from 'p-map';
import { describeThrown } from '../runtime/log.ts';
import type { PulseLimits } from './limits.ts';
import type { SyncOutcome } from './outcome.ts';
import type { DueTenants, LeaseAnswer, PulsePorts, PulseSummary } from './ports.ts';
import { counted, countedOff, emptyCounts } from './pulse-counts.ts';
import { syncTenant } from './sync-tenant.ts';

/** A pulse, as the scheduler asks for it. */
export interface ScheduledPulse {
  /** The minute that the scheduler asked for, not the moment at which it arrived. */
  readonly scheduledAt: Date;
}

export type PulseResult =
  | { readonly kind: 'ran'; readonly summary: PulseSummary }
  /** Somebody else runs or ran it, or a later one has run already. */
  | { readonly kind: 'declined'; readonly why: Exclude<LeaseAnswer, 'granted'> };

/**
 * Syncs every tenant once for the scheduled time. A pure function of its ports: it starts nothing that
 * outlives it and asks only the clock for the time.
 *
 * @throws whatever listing the tenants or keeping the lease throws; never anything of a single tenant
 */
export async function pulse(
  scheduled: ScheduledPulse,
  limits: PulseLimits,
  ports: PulsePorts,
): Promise<PulseResult> {
  const startedAt = ports.clock.now();
  const holder = randomUUID();
  const { scheduledAt } = scheduled;
  const minute = scheduledAt.toISOString();
  const { answer, clockAheadMs } = await ports.lease.acquire({
    scheduledAt,
    now: startedAt,
    holder,
    leaseMs: limits.leaseMs,
  });
  if (answer !== 'granted') {
    ports.log.info('pulse declined', { minute, why: answer });
    return { kind: 'declined', why: answer };
  }
  try {
    let counts = {
      ...emptyCounts(),
      clockAheadMs: Math.max(clockAheadMs, aheadMs([scheduledAt], startedAt)),
    };
    const { forEverybody, marketOpen } = dueIn(scheduledAt, limits.closedMarketMinutes);
    const options = {
      scheduledAt,
      deadlineMs: limits.tenantDeadlineMs,
      mode: 'scheduled',
      dueAt: nextMinuteForEverybody(scheduledAt, limits.closedMarketMinutes),
      marketOpen,
    } as const;
    await pMap(
      eachOf(ports.due.pages(forEverybody ? 'everybody' : 'around-the-clock')),
      async uid => {
        const outcome = await syncTenant(uid, options, ports);
        logOutcome(uid, minute, outcome, ports);
        counts = counted(counts, outcome);
      },
      { concurrency: limits.concurrency },
    );
    const off = await ports.due.countSwitchedOff();
    counts = countedOff(counts, off);
    const finishedAt = ports.clock.now();
    const durationMs = finishedAt.getTime() - startedAt.getTime();
    const summary = { scheduledAt, finishedAt, durationMs, ...counts };
    await ports.lease.complete(holder, summary);
    if (counts.clockAheadMs > 0) {
      ports.log.warn('times were stored by a clock that is ahead of this one, and not believed', {
        minute,
        clockAheadMs: counts.clockAheadMs,
      });
    }
    const { successCount, errorCount, skippedCount } = counts;
    ports.log.info('pulse finished', { minute, successCount, errorCount, skippedCount, durationMs });
    return { kind: 'ran', summary };
  } catch (thrown) {
    ports.log.error('pulse broke off', { minute, ...describeThrown(thrown) });
    await releaseQuietly(holder, ports);
    throw thrown;
  }
}

async function* eachOf(pages: ReturnType<DueTenants['pages']>): AsyncGenerator<string> {
  for await (const page of pages) yield* page;
}

/** The reason why the pulse broke off matters more than a lease that runs out by itself. */
async function releaseQuietly(holder: string, ports: PulsePorts): Promise<void> {
  try {
    await ports.lease.release(holder);
  } catch (thrown) {
    ports.log.warn('lease was not released', describeThrown(thrown));
  }
}

function logOutcome(tenant: string, minute: string, outcome: SyncOutcome, ports: PulsePorts): void {
  const fields = { tenant, minute, outcome: outcome.kind };
  if (outcome.kind === 'failed') ports.log.warn('tenant synced', { ...fields, code: outcome.code });
  else if (outcome.kind === 'skipped') ports.log.info('tenant synced', { ...fields, reason: outcome.reason });
  else ports.log.info('tenant synced', fields);
}
