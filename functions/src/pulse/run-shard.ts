import { nextMinuteForEverybody } from '@agenttrader/domain/market/due-minutes';
import { laterOf } from '@agenttrader/domain/time/skew';
import { describeThrown } from '../runtime/log.ts';
import { isTroubled } from './backoff.ts';
import { type Cutoff, runLanes } from './lanes.ts';
import type { PulseLimits } from './limits.ts';
import type { SyncOutcome } from './outcome.ts';
import type { Shard, ShardPorts, ShardResult, TenantState } from './ports.ts';
import { counted, countedSkipped, emptyCounts } from './pulse-counts.ts';
import { type SyncOptions, syncTenant } from './sync-tenant.ts';

const MINUTE_MS = 60_000;
/** How often a shard that is at work says how far it has come, in milliseconds. */
const PROGRESS_MS = 10_000;
/** How many tenants are read with one request. */
const READ_AT_ONCE = 200;

/** What a shard is told beside its tenants. */
export interface ShardOptions {
  readonly limits: PulseLimits;
  readonly marketOpen: boolean;
  readonly cutoff: Cutoff;
  /** How far ahead stored times lay that were not believed so far, in milliseconds. */
  readonly clockAheadMs: number;
  /** Ends it at once: a later minute has taken over. */
  readonly stop: AbortSignal;
}

/**
 * Syncs some tenants of a minute, and publishes what came of them as it goes. Never rejects for a single tenant, nor where
 * its result cannot be published.
 *
 * @returns counts that add up to the shard's tenants
 */
export async function runShard(
  shard: Shard,
  { limits, marketOpen, cutoff, clockAheadMs, stop }: ShardOptions,
  ports: ShardPorts,
): Promise<ShardResult> {
  const { scheduledAt, number, uids } = shard;
  const { clock } = ports;
  const minute = scheduledAt.toISOString();
  const startedAt = clock.now();
  let counts = emptyCounts(clockAheadMs);
  let over = false;
  const result = (finished: boolean): ShardResult => ({
    ...counts,
    listed: uids.length,
    startedAt,
    updatedAt: clock.now(),
    finished,
  });
  const progress = everySoOften(shard, () => result(false), ports);

  const states = await readStates(uids, ports);
  const dueNext = nextMinuteForEverybody(scheduledAt, limits.closedMarketMinutes);
  const optionsFor = (state: TenantState | undefined, signal: AbortSignal): SyncOptions => ({
    scheduledAt,
    deadlineMs: Math.min(limits.tenantDeadlineMs, cutoff.cutAt.getTime() - clock.now().getTime()),
    mode: 'scheduled',
    dueAt: state?.aroundTheClock ? new Date(scheduledAt.getTime() + MINUTE_MS) : dueNext,
    marketOpen,
    signal,
  });
  const works = inTurn(uids, states).map(({ uid, state }) => ({
    uid,
    troubled: state !== undefined && isTroubled(state),
    async run(signal: AbortSignal) {
      const outcome = await syncTenant(uid, optionsFor(state, signal), ports, state);
      if (over) return;
      logOutcome(uid, minute, outcome, ports);
      counts = counted(counts, outcome, scheduledAt);
    },
  }));
  const { notBegun, leftBehind } = await runLanes(works, limits.lanes, cutoff, clock, stop);
  over = true;
  progress.end();
  const cutShort = notBegun.length + leftBehind.length;
  if (cutShort > 0) {
    const fields = { minute, shard: number, notBegun: notBegun.length, leftBehind: leftBehind.length };
    ports.log.warn('tenants were cut short', fields);
  }
  counts = countedSkipped(counts, 'cut_short', cutShort);
  const last = result(true);
  await progress.put(last);
  return last;
}

/** Tenants by the time of their last turn: who was cut short in the minute before comes first. */
function inTurn(uids: readonly string[], states: ReadonlyMap<string, TenantState>) {
  return uids
    .map(uid => {
      const state = states.get(uid);
      return { uid, state, lastTurn: state ? lastTurnOf(state) : 0 };
    })
    .toSorted((one, other) => one.lastTurn - other.lastTurn);
}

/** The minute in which the tenant was last synced, or in vain; 0 where it never was. */
function lastTurnOf({ snapshotAt, standingError }: TenantState): number {
  const failedAt = standingError?.at;
  const at = snapshotAt && failedAt ? laterOf(snapshotAt, failedAt) : (snapshotAt ?? failedAt);
  return Math.floor((at?.getTime() ?? 0) / MINUTE_MS);
}

/** Who cannot be read with the others is read alone, when its turn comes. */
async function readStates(
  uids: readonly string[],
  { states, clock, log }: ShardPorts,
): Promise<ReadonlyMap<string, TenantState>> {
  const chunks: (readonly string[])[] = [];
  for (let from = 0; from < uids.length; from += READ_AT_ONCE)
    chunks.push(uids.slice(from, from + READ_AT_ONCE));
  const read = await Promise.all(
    chunks.map(async chunk => {
      try {
        return [...(await states.readMany(chunk, clock.now()))];
      } catch (thrown) {
        log.warn('tenants could not be read together', { tenants: chunk.length, ...describeThrown(thrown) });
        return [];
      }
    }),
  );
  return new Map(read.flat());
}

/** Publishes a shard's result now and then, so that not all is lost with an instance that dies. */
function everySoOften(shard: Shard, result: () => ShardResult, { runs, clock, log }: ShardPorts) {
  const put = async (current: ShardResult): Promise<void> => {
    try {
      await runs.putShard(shard.scheduledAt, shard.number, current);
    } catch (thrown) {
      log.error('result of a shard was not published', { shard: shard.number, ...describeThrown(thrown) });
    }
  };
  let last = Promise.resolve();
  const next = () =>
    clock.after(PROGRESS_MS, () => {
      last = last.then(() => put(result()));
      cancel = next();
    });
  let cancel = next();
  return {
    /** Publishes one more, after all before it. */
    put: (current: ShardResult): Promise<void> => last.then(() => put(current)),
    end: (): void => cancel(),
  };
}

function logOutcome(tenant: string, minute: string, outcome: SyncOutcome, { log }: ShardPorts): void {
  const fields = { tenant, minute, outcome: outcome.kind };
  if (outcome.kind === 'failed') log.warn('tenant synced', { ...fields, code: outcome.code });
  else if (outcome.kind === 'skipped') log.info('tenant synced', { ...fields, reason: outcome.reason });
  else log.info('tenant synced', fields);
}
