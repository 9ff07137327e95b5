import type { AuditEvent } from '@agenttrader/domain/accounts/audit-event';
import { auditEntry } from '@agenttrader/domain/documents/audit-entry';
import { lastPulse } from '@agenttrader/domain/documents/operations';
import { closedTrade, openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { accountSnapshot, heartbeatSnapshot } from '@agenttrader/domain/documents/snapshot';
import { standingSyncError } from '@agenttrader/domain/documents/sync-error';
import { performance } from '@agenttrader/domain/documents/trade-tally';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import { type UsageKind, usageDay } from '@agenttrader/domain/documents/usage-day';
import { addMoney, type Money, ZERO_MONEY } from '@agenttrader/domain/money/money';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import { markToMarket } from '@agenttrader/domain/trades/mark-to-market';
import { UNPRICED } from './exchange.ts';
import type { Fields } from './firestore/values.ts';
import type { Inputs, Kind, TenantInput } from './inputs.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;

/** What must be true once all trouble is over and a few beats have gone by. */
export function checkEnd(world: World, { tenants }: Inputs): string[] {
  const { refusals } = world.exchange;
  return [
    ...tenants.flatMap(tenant => checkTenant(world, tenants, tenant)),
    ...checkCounts(world, tenants),
    ...(refusals ? [`the broker was asked ${refusals} times with keys that it had refused`] : []),
  ];
}

function checkTenant(world: World, tenants: readonly TenantInput[], tenant: TenantInput): string[] {
  const { uid } = tenant;
  const fields = (path: string): Fields | undefined => world.store.get(path)?.fields;
  const wrong: string[] = [];
  const demand = (holds: boolean, otherwise: string) => {
    if (!holds) wrong.push(`${uid} (${tenant.kind}): ${otherwise}`);
  };
  const trading = fields(paths.tradingStatus(uid));
  const isOn = trading?.[tradingStatus.names.enabled] === true;
  const trades = [...world.store.in(paths.shadowTrades(uid))];
  const trouble = world.accountOf(tenants.indexOf(tenant)).trouble;
  const expected = trouble
    ? TROUBLES[trouble]
    : errorOf(
        tenant.kind,
        trades.map(({ fields: stored }) => stored),
      );
  const error = standingSyncError.read(fields(paths.lastSyncError(uid))).value?.code;
  if (isOn) demand(error === expected, `its error is ${error}, not ${expected}`);
  if (isOn && (expected === undefined || expected === 'price_unavailable')) checkSynced(world, uid, demand);
  checkSums(world, uid, demand);
  checkDerived(world, uid, demand);
  return wrong;
}

const TROUBLES = {
  forbidden: 'broker_forbidden',
  unavailable: 'broker_unavailable',
  invalid: 'broker_response_invalid',
} as const;

type Demand = (holds: boolean, otherwise: string) => void;

/** The error that stands at the end: the trouble that was never mended. */
function errorOf(kind: Kind, trades: readonly Fields[]): string | undefined {
  if (kind === 'keys revoked') return 'credentials_rejected';
  const { status, symbol } = openTrade.names;
  const isUnpriced = trades.some(stored => stored[status] === 'OPEN' && stored[symbol] === UNPRICED);
  return isUnpriced ? 'price_unavailable' : undefined;
}

/** The last beat's figures stand there, and every open trade is marked at the minute's price. */
function checkSynced({ store, scheduler, exchange }: World, uid: string, demand: Demand): void {
  const snapshot = accountSnapshot.read(store.get(paths.snapshot(uid))?.fields).value;
  const minute = Math.floor(scheduler.now / MINUTE_MS) * MINUTE_MS;
  demand(snapshot !== undefined, 'it has no snapshot');
  if (!snapshot) return;
  demand(
    snapshot.syncedAt.getTime() >= minute - 5_000,
    `it was last synced at ${snapshot.syncedAt.toISOString()}`,
  );
  const marks = heartbeatSnapshot.read(store.get(paths.snapshot(uid))?.fields).value?.openTrades ?? {};
  for (const [id, trade] of Object.entries(marks)) {
    if (trade.symbol === UNPRICED) continue;
    const currentPrice = exchange.priceAt(trade.symbol, scheduler.now);
    demand(
      trade.currentPrice === currentPrice,
      `${id} is marked at ${trade.currentPrice}, not ${currentPrice}`,
    );
    const { currentPnl } = markToMarket({ ...trade, currentPrice });
    demand(trade.currentPnl === currentPnl, `the profit of ${id} is ${trade.currentPnl}, not ${currentPnl}`);
  }
}

/** What the heartbeat knows of the open trades is what their own documents say, and no other trade is among them. */
function checkDerived({ store }: World, uid: string, demand: Demand): void {
  const known = heartbeatSnapshot.read(store.get(paths.snapshot(uid))?.fields).value;
  if (!known) return;
  const figures = (trade: { symbol: string; side: string; quantity: string; entryPrice: string }) =>
    `${trade.symbol} ${trade.side} ${trade.quantity} ${trade.entryPrice}`;
  const open = [...store.in(paths.shadowTrades(uid))].flatMap(({ path, fields }) => {
    const { value } = openTrade.read(fields);
    return value ? [`${path.split('/').at(-1)} ${figures(value)}`] : [];
  });
  const marked = Object.entries(known.openTrades).map(([id, trade]) => `${id} ${figures(trade)}`);
  demand(
    open.toSorted().join() === marked.toSorted().join(),
    `its snapshot knows of ${marked.join() || 'none'}, and open are ${open.join() || 'none'}`,
  );
}

/** Sums and counts that are kept beside the trades say what the trades say. */
function checkSums({ store }: World, uid: string, demand: Demand): void {
  const trades = [...store.in(paths.shadowTrades(uid))].map(({ fields }) => fields);
  const closed = trades.flatMap(fields => closedTrade.read(fields).value ?? []);
  const realized = closed.reduce<Money>((sum, { finalPnl }) => addMoney(sum, finalPnl), ZERO_MONEY);
  const tally = performance.read(store.get(paths.performance(uid))?.fields).value;
  if (closed.length > 0 || tally) {
    demand(
      tally?.closedTrades === closed.length,
      `${tally?.closedTrades} of ${closed.length} trades are tallied`,
    );
    demand(tally?.realizedPnl === realized, `${tally?.realizedPnl} of ${realized} is tallied`);
  }
  const days = [...store.in(paths.usage(uid))].map(({ fields }) => fields);
  const used = (kind: UsageKind) =>
    days.reduce((sum, day) => sum + Number(day[usageDay.names[kind]] ?? 0), 0);
  const spent = days.reduce<Money>(
    (sum, day) => addMoney(sum, moneySchema.parse(day[usageDay.names.realizedPnl] ?? ZERO_MONEY)),
    ZERO_MONEY,
  );
  demand(spent === realized, `${spent} of ${realized} is counted as the profit of the day`);
  const entries = [...store.in(paths.audit(uid))].map(({ fields }) => fields[auditEntry.names.event]);
  const entriesOf = (event: AuditEvent) => entries.filter(one => one === event).length;
  demand(entriesOf('trade_opened') === trades.length, `${entriesOf('trade_opened')} openings are audited`);
  demand(entriesOf('trade_closed') === closed.length, `${entriesOf('trade_closed')} closings are audited`);
  demand(used('trades') === trades.length, `${used('trades')} of ${trades.length} openings are counted`);
}

/** The last pulse counted every tenant that has a connection, and nobody twice. */
function checkCounts({ store }: World, tenants: readonly TenantInput[]): string[] {
  const pulse = lastPulse.read(store.get(paths.lastPulse())?.fields).value;
  if (!pulse) return ['no pulse was published'];
  const connected = tenants.filter(({ uid }) => {
    const fields = store.get(paths.tradingStatus(uid))?.fields;
    return fields?.[tradingStatus.names.enabled] === true || fields?.[tradingStatus.names.connected] === true;
  });
  const counted = pulse.successCount + pulse.errorCount + pulse.skippedCount;
  return counted === connected.length ? [] : [`${counted} of ${connected.length} tenants were counted`];
}
