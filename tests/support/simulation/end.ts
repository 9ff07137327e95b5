import { lastPulse } from '@agenttrader/domain/documents/operations';
import { openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { accountSnapshot, heartbeatSnapshot } from '@agenttrader/domain/documents/snapshot';
import { standingSyncError } from '@agenttrader/domain/documents/sync-error';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { markToMarket } from '@agenttrader/domain/trades/mark-to-market';
import type { Demand } from './end/demand.ts';
import { checkDerived } from './end/derived.ts';
import { checkSums } from './end/sums.ts';
import { UNPRICED } from './exchange.ts';
import type { Fields } from './firestore/values.ts';
import type { Inputs, Kind, TenantInput } from './inputs.ts';
import { isMigrated } from './legacy.ts';
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
  const migrated = trades.filter(isMigrated).length;
  demand(migrated === (tenant.kind === 'migrated' ? 2 : 0), `${migrated} trades were migrated`);
  checkSums(world, uid, demand);
  checkDerived(world, uid, demand);
  return wrong;
}

const TROUBLES = {
  forbidden: 'broker_forbidden',
  unavailable: 'broker_unavailable',
  invalid: 'broker_response_invalid',
} as const;

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
