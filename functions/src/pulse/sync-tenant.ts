import { compareMoney, ZERO_MONEY } from '@agenttrader/domain/money/money';
import { aheadMs, believed, laterOf } from '@agenttrader/domain/time/skew';
import type { BrokerAccess, BrokerAccount, BrokerPosition } from '../broker/broker.ts';
import { BrokerError } from '../broker/broker-error.ts';
import { brokerFailureOf } from '../broker/broker-failure.ts';
import { openAccess, requireConnection } from '../broker/tenant-access.ts';
import { withDeadline } from '../runtime/deadline.ts';
import { describeThrown } from '../runtime/log.ts';
import { nextError, standsInTheWay } from './backoff.ts';
import { type Marking, markTrades, symbolsOf } from './mark-trades.ts';
import type { SyncOutcome } from './outcome.ts';
import type { OpenTrade, SyncPorts, TenantState, UnreadableTrade } from './ports.ts';

export interface SyncOptions {
  /** A sync at or after this time makes this one unnecessary. */
  readonly scheduledAt: Date;
  /** How long reading from the broker may take, in milliseconds. */
  readonly deadlineMs: number;
  /**
   * `scheduled` obeys the kill switch and standing errors. `on_demand` is a trader who wants to see the account
   * now, most of all when trading is off or the last sync failed.
   */
  readonly mode: 'scheduled' | 'on_demand';
}

interface AccountAndMarks {
  readonly account: BrokerAccount;
  readonly positions: readonly BrokerPosition[];
  readonly marking: Marking;
}

/**
 * Syncs one tenant: reads its account at the broker, marks its open trades, and writes all of it at once.
 *
 * Never rejects. What fails becomes the tenant's `status/last_sync_error`; what cannot even be recorded is
 * logged and counted.
 */
export async function syncTenant(uid: string, options: SyncOptions, ports: SyncPorts): Promise<SyncOutcome> {
  let outcome = await attemptSync(uid, options, ports);
  // A document changed between reading and writing, such as a trade that was closed: look again, once.
  if (outcome.kind === 'skipped' && outcome.reason === 'superseded') {
    outcome = await attemptSync(uid, options, ports);
  }
  return outcome;
}

async function attemptSync(uid: string, options: SyncOptions, ports: SyncPorts): Promise<SyncOutcome> {
  let state: TenantState;
  try {
    state = await withDeadline(ports.clock, options.deadlineMs, () => ports.tenants.read(uid));
  } catch (thrown) {
    // Fail closed: a kill switch that cannot be read is off.
    ports.log.error('tenant could not be read', { tenant: uid, ...describeThrown(thrown) });
    return { kind: 'skipped', reason: 'kill_switch_unreadable' };
  }
  const now = ports.clock.now();
  const outcome = settledBefore(state, options, now) ?? (await syncFrom(state, now, options, ports));
  const clockAheadMs = aheadMs([state.snapshotAt, state.standingError?.at], now);
  return clockAheadMs > 0 ? { ...outcome, clockAheadMs } : outcome;
}

async function syncFrom(
  state: TenantState,
  now: Date,
  options: SyncOptions,
  ports: SyncPorts,
): Promise<SyncOutcome> {
  // Instances' clocks differ a little: what a snapshot says of its time never goes back for that.
  const at = laterOf(now, believed(state.snapshotAt, now));
  try {
    const fetched = await withDeadline(ports.clock, options.deadlineMs, signal =>
      fetchAccountAndMarks(state, signal, ports),
    );
    return await record(state, at, fetched, ports, options.deadlineMs);
  } catch (thrown) {
    return recordFailure(state, at, thrown, ports, options.deadlineMs);
  }
}

/** What is known without asking the broker. */
function settledBefore(state: TenantState, options: SyncOptions, now: Date): SyncOutcome | undefined {
  const { standingError } = state;
  const failedAt = believed(standingError?.at, now);
  const snapshotAt = believed(state.snapshotAt, now);
  if (options.mode === 'scheduled') {
    if (!state.tradingEnabled) return { kind: 'skipped', reason: 'kill_switch_off' };
    if (standingError && failedAt && failedAt >= options.scheduledAt) {
      return { kind: 'failed', code: standingError.code };
    }
    const obstacle = standingError && standsInTheWay(standingError, state, now);
    if (obstacle) return { kind: 'skipped', reason: obstacle };
  }
  if (snapshotAt && snapshotAt >= options.scheduledAt) return { kind: 'already_synced', at: snapshotAt };
  return undefined;
}

/** Reads everything that a sync needs; the first failure ends it. */
async function fetchAccountAndMarks(
  state: TenantState,
  signal: AbortSignal,
  ports: SyncPorts,
): Promise<AccountAndMarks> {
  const connection = requireConnection(state.connection);
  const [access, { trades, unreadable }] = await Promise.all([
    openAccess(state.uid, connection, signal, ports.credentials),
    ports.tenants.openTrades(state.uid),
  ]);
  reportMalformed(state.uid, unreadable, ports);
  const symbols = symbolsOf(trades);
  const [{ account, positions }, prices] = await Promise.all([
    fetchAccountWithPositions(access, ports),
    symbols.length === 0 ? new Map() : ports.broker.latestPrices(access, symbols),
  ]);
  const marking = markTrades(trades, prices);
  reportBeyondRange(state.uid, marking.beyondRange, ports);
  return { account, positions, marking };
}

/** Once for each trade: it costs its own mark only, and stands as long as the price does. */
function reportBeyondRange(uid: string, trades: readonly OpenTrade[], { malformed, log }: SyncPorts): void {
  for (const { id: trade } of trades) {
    if (!malformed.isNew(`${uid}/${trade}`, 'beyond range')) continue;
    log.error('profit of a shadow trade is beyond range and is not marked', { tenant: uid, trade });
  }
}

/** Once for each change of the document: it stands until somebody mends it, and the pulse comes by every minute. */
function reportMalformed(
  uid: string,
  trades: readonly UnreadableTrade[],
  { malformed, log }: SyncPorts,
): void {
  for (const { id: trade, version } of trades) {
    if (!malformed.isNew(`${uid}/${trade}`, version)) continue;
    log.error('shadow trade is malformed and is not marked', { tenant: uid, trade });
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
  state: TenantState,
  at: Date,
  { account, positions, marking }: AccountAndMarks,
  ports: SyncPorts,
  deadlineMs: number,
): Promise<SyncOutcome> {
  const incomplete = marking.withoutPrice.length > 0;
  const error = incomplete ? nextError('price_unavailable', state, at, 0) : undefined;
  const write = { at, state, snapshot: { account, positions }, marks: marking.marks, error };
  const result = await withDeadline(ports.clock, deadlineMs, () => ports.writer.commit(write));
  if (result === 'superseded') return { kind: 'skipped', reason: 'superseded' };
  if (incomplete) return { kind: 'failed', code: 'price_unavailable' };
  const { equity, buyingPower } = account;
  return { kind: 'synced', at, equity, buyingPower, tradesMarked: marking.marks.length };
}

async function recordFailure(
  state: TenantState,
  at: Date,
  thrown: unknown,
  ports: SyncPorts,
  deadlineMs: number,
): Promise<SyncOutcome> {
  const code = brokerFailureOf(thrown) ?? 'internal';
  const log = code === 'internal' ? ports.log.error : ports.log.warn;
  log('tenant failed', { tenant: state.uid, code, ...describeThrown(thrown) });
  const error = nextError(code, state, at, thrown instanceof BrokerError ? thrown.retryAfterMs : undefined);
  try {
    const write = { at, state, snapshot: undefined, marks: [], error };
    const result = await withDeadline(ports.clock, deadlineMs, () => ports.writer.commit(write));
    return result === 'superseded' ? { kind: 'skipped', reason: 'superseded' } : { kind: 'failed', code };
  } catch (second) {
    ports.log.error('failure could not be recorded', { tenant: state.uid, code, ...describeThrown(second) });
    return { kind: 'failed', code };
  }
}
