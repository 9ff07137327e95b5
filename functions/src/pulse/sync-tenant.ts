import { compareMoney, ZERO_MONEY } from '@agenttrader/domain/money/money';
import { assetClassOf } from '@agenttrader/domain/symbols';
import { aheadMs, believed, laterOf } from '@agenttrader/domain/time/skew';
import type { BrokerAccess, BrokerAccount, BrokerPosition } from '../broker/broker.ts';
import { BrokerError } from '../broker/broker-error.ts';
import { brokerFailureOf } from '../broker/broker-failure.ts';
import { openAccess, requireConnection } from '../broker/tenant-access.ts';
import { withDeadline } from '../runtime/deadline.ts';
import { describeThrown } from '../runtime/log.ts';
import { nextError, rests, slowSyncsAfter, standsInTheWay } from './backoff.ts';
import { type Marking, markTrades, symbolsOf } from './mark-trades.ts';
import type { SyncOutcome } from './outcome.ts';
import type { OpenTrade, RebuiltState, SyncPorts, SyncWrite, TenantState } from './ports.ts';
import { withPoints } from './recent-points.ts';

export interface SyncOptions {
  /** A sync at or after this time makes this one unnecessary. */
  readonly scheduledAt: Date;
  /** How long reading from the broker may take, in milliseconds. */
  readonly deadlineMs: number;
  /**
   * `scheduled` obeys standing errors. `on_demand` is a trader who wants to see the account now, most of all when trading is
   * off or the last sync failed.
   */
  readonly mode: 'scheduled' | 'on_demand';
  /** When the heartbeat comes by next; undefined leaves what it said itself. */
  readonly dueAt?: Date;
  /** While the market rests, only what changed is written, and a sign of life. */
  readonly marketOpen: boolean;
  /** Ends the sync early. */
  readonly signal?: AbortSignal;
}

/** How often a sign of life is written while nothing changes, and what two pulses differ by at most, in milliseconds. */
const SIGN_OF_LIFE_EVERY_MS = 5 * 60_000;
const JITTER_MS = 30_000;

interface AccountAndMarks {
  readonly account: BrokerAccount;
  readonly positions: readonly BrokerPosition[];
  readonly marking: Marking;
}

/** A sync under way. */
interface Attempt {
  readonly uid: string;
  readonly options: SyncOptions;
  readonly ports: SyncPorts;
}

/**
 * Syncs one tenant: asks its broker for the account and the prices of its open trades, and writes what it finds out into
 * the one document that it was read from, on condition that this is still the same.
 *
 * Never rejects. What fails becomes the tenant's `status/last_sync_error`; what cannot even be recorded is
 * logged and counted.
 *
 * @param known the tenant's state, where it was read before with others
 */
export async function syncTenant(
  uid: string,
  options: SyncOptions,
  ports: SyncPorts,
  known?: TenantState,
): Promise<SyncOutcome> {
  const attempt = { uid, options, ports };
  const first = await attemptSync(attempt, known);
  if (!isSuperseded(first)) return first;
  // The document changed between reading and writing, as when a trade was closed: look again, once.
  const second = await attemptSync(attempt, undefined);
  if (isSuperseded(second)) await rebuildQuietly(attempt);
  return second;
}

const isSuperseded = (outcome: SyncOutcome): boolean =>
  outcome.kind === 'skipped' && outcome.reason === 'superseded';

/** What a write names may be gone, such as a trade that was deleted by hand. Made anew, the next minute's names it no more. */
async function rebuildQuietly({ uid, options, ports }: Attempt): Promise<void> {
  try {
    await withDeadline(ports.clock, options.deadlineMs, () => ports.states.rebuild(uid, ports.clock.now()));
  } catch (thrown) {
    ports.log.warn('state was not made anew', { tenant: uid, ...describeThrown(thrown) });
  }
}

async function attemptSync(attempt: Attempt, known: TenantState | undefined): Promise<SyncOutcome> {
  const { uid, options, ports } = attempt;
  let state = known;
  try {
    state ??= await withDeadline(ports.clock, options.deadlineMs, () => readState(uid, ports));
  } catch (thrown) {
    ports.log.error('tenant could not be read', { tenant: uid, ...describeThrown(thrown) });
    return { kind: 'skipped', reason: 'unreadable' };
  }
  if (!state) return { kind: 'skipped', reason: 'gone' };
  const now = ports.clock.now();
  const outcome = settledBefore(state, options, now) ?? (await syncFrom(attempt, state, now));
  const clockAheadMs = aheadMs([state.snapshotAt, state.standingError?.at], now);
  return clockAheadMs > 0 ? { ...outcome, clockAheadMs } : outcome;
}

async function readState(uid: string, ports: SyncPorts): Promise<TenantState | undefined> {
  const now = ports.clock.now();
  const read = (await ports.states.readMany([uid], now)).get(uid);
  if (read) return read;
  const rebuilt = await ports.states.rebuild(uid, now);
  if (rebuilt) reportRebuilt(uid, rebuilt, ports);
  return rebuilt?.state;
}

async function syncFrom(attempt: Attempt, state: TenantState, now: Date): Promise<SyncOutcome> {
  const { options, ports } = attempt;
  // Instances' clocks differ a little: what a snapshot says of its time never goes back for that.
  const at = laterOf(now, believed(state.snapshotAt, now));
  try {
    const fetched = await withDeadline(ports.clock, options.deadlineMs, deadline => {
      const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
      return fetchAccountAndMarks(state, at, signal, ports);
    });
    return await record(attempt, state, at, fetched, ports.clock.now().getTime() - now.getTime());
  } catch (thrown) {
    return recordFailure(attempt, state, at, thrown);
  }
}

/** What is known without asking the broker. */
function settledBefore(state: TenantState, options: SyncOptions, now: Date): SyncOutcome | undefined {
  const { standingError } = state;
  const failedAt = believed(standingError?.at, now);
  const snapshotAt = believed(state.snapshotAt, now);
  if (options.mode === 'scheduled') {
    if (standingError && failedAt && failedAt >= options.scheduledAt) {
      return { kind: 'failed', code: standingError.code };
    }
    const obstacle = standingError && standsInTheWay(standingError, state, now);
    if (obstacle) return { kind: 'skipped', reason: obstacle };
    if (rests(state, snapshotAt, now)) return { kind: 'skipped', reason: 'backing_off' };
  }
  if (snapshotAt && snapshotAt >= options.scheduledAt) return { kind: 'already_synced', at: snapshotAt };
  return undefined;
}

/** Reads everything that a sync needs; the first failure ends it. */
async function fetchAccountAndMarks(
  { uid, connection, openTrades }: TenantState,
  at: Date,
  signal: AbortSignal,
  ports: SyncPorts,
): Promise<AccountAndMarks> {
  const access = await openAccess(uid, requireConnection(connection), signal, ports.credentials);
  const symbols = symbolsOf(openTrades);
  const [{ account, positions }, prices] = await Promise.all([
    fetchAccountWithPositions(access, ports),
    symbols.length === 0 ? new Map() : ports.broker.latestPrices(access, symbols),
  ]);
  const marking = markTrades(openTrades, prices, at);
  reportBeyondRange(uid, marking.beyondRange, ports);
  return { account, positions, marking };
}

/** Once for each trade: it costs its own mark only, and stands as long as the price does. */
function reportBeyondRange(uid: string, trades: readonly OpenTrade[], { malformed, log }: SyncPorts): void {
  for (const { id: trade } of trades) {
    if (!malformed.isNew(`${uid}/${trade}`, 'beyond range')) continue;
    log.error('profit of a shadow trade is beyond range and is not marked', { tenant: uid, trade });
  }
}

/** Once for each change of the document: it stands until somebody mends it. */
function reportRebuilt(uid: string, { unreadable, tooMany }: RebuiltState, { malformed, log }: SyncPorts) {
  for (const { id: trade, version } of unreadable) {
    if (!malformed.isNew(`${uid}/${trade}`, version)) continue;
    log.error('shadow trade is malformed and is not marked', { tenant: uid, trade });
  }
  if (tooMany && malformed.isNew(uid, 'too many open trades')) {
    log.error('there are more open trades than are marked', { tenant: uid });
  }
}

/** Positions are asked for only where there is any market value: most accounts hold none most of the time. */
async function fetchAccountWithPositions(
  access: BrokerAccess,
  ports: SyncPorts,
): Promise<{ account: BrokerAccount; positions: readonly BrokerPosition[] }> {
  const account = await ports.broker.account(access);
  const flat = [account.longMarketValue, account.shortMarketValue].every(
    value => compareMoney(value, ZERO_MONEY) === 0,
  );
  return { account, positions: flat ? [] : await ports.broker.positions(access) };
}

async function record(
  attempt: Attempt,
  state: TenantState,
  at: Date,
  { account, positions, marking }: AccountAndMarks,
  tookMs: number,
): Promise<SyncOutcome> {
  const { marketOpen, dueAt = state.dueAt } = attempt.options;
  const incomplete = marking.withoutPrice.length > 0;
  const figures = { at, equity: account.equity, trades: marking.trades };
  const result = await commit(attempt, {
    at,
    state,
    found: { account, positions },
    ...withPoints(state, figures, marketOpen),
    error: incomplete ? nextError('price_unavailable', state, at, 0) : undefined,
    slowSyncs: slowSyncsAfter(state, tookMs),
    // What does not change is not written while the market rests, so that this stands until the next sign of life.
    dueAt: marketOpen ? dueAt : laterOf(new Date(at.getTime() + SIGN_OF_LIFE_EVERY_MS), dueAt),
    aroundTheClock: holdsCoins(positions, marking.trades),
    onlyChanges:
      !marketOpen && at.getTime() - (state.snapshotAt?.getTime() ?? 0) < SIGN_OF_LIFE_EVERY_MS - JITTER_MS,
  });
  if (result === 'superseded') return { kind: 'skipped', reason: 'superseded' };
  if (incomplete) return { kind: 'failed', code: 'price_unavailable' };
  const { equity, buyingPower } = account;
  return { kind: 'synced', at, equity, buyingPower, tradesMarked: marking.marked };
}

const holdsCoins = (positions: readonly BrokerPosition[], trades: readonly OpenTrade[]): boolean =>
  positions.some(({ assetClass }) => assetClass === 'crypto') ||
  trades.some(({ symbol }) => assetClassOf(symbol) === 'crypto');

async function recordFailure(
  attempt: Attempt,
  state: TenantState,
  at: Date,
  thrown: unknown,
): Promise<SyncOutcome> {
  const { uid, ports, options } = attempt;
  const code = brokerFailureOf(thrown) ?? 'internal';
  const log = code === 'internal' ? ports.log.error : ports.log.warn;
  log('tenant failed', { tenant: uid, code, ...describeThrown(thrown) });
  const { openTrades, recent, slowSyncs, aroundTheClock } = state;
  try {
    const result = await commit(attempt, {
      at,
      state,
      found: undefined,
      openTrades,
      recent,
      appended: undefined,
      error: nextError(code, state, at, thrown instanceof BrokerError ? thrown.retryAfterMs : undefined),
      slowSyncs,
      dueAt: options.dueAt ?? state.dueAt,
      aroundTheClock,
      onlyChanges: false,
    });
    return result === 'superseded' ? { kind: 'skipped', reason: 'superseded' } : { kind: 'failed', code };
  } catch (second) {
    ports.log.error('failure could not be recorded', { tenant: uid, code, ...describeThrown(second) });
    return { kind: 'failed', code };
  }
}

const commit = ({ ports, options }: Attempt, write: SyncWrite) =>
  withDeadline(ports.clock, options.deadlineMs, () => ports.writer.commit(write));
