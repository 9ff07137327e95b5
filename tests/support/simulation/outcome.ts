import { brokerConfig } from '@agenttrader/domain/documents/broker-config';
import { closedTrade } from '@agenttrader/domain/documents/shadow-trade';
import { syncError } from '@agenttrader/domain/documents/sync-error';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import type { Fields } from './firestore/values.ts';
import type { Inputs } from './inputs.ts';
import type { Trader } from './trader.ts';
import type { World } from './world.ts';

const trade = closedTrade.names;

/**
 * What a run came to, in lines: everything that must be the same whatever went wrong on the way. Times, ids and versions
 * may differ; two devices of one trader may get to a document in either order.
 */
export function outcomeOf(world: World, { tenants }: Inputs, traders: readonly Trader[]): string[] {
  return tenants.flatMap(({ uid, kind }, number) => {
    if (kind === 'two devices' || kind === 'migrated') return [];
    const told = (traders[number]?.told ?? []).map((line, step) => `${step} ${line}`);
    return [...told, ...documentsOf(world, uid)].map(line => `${uid} ${line}`);
  });
}

function documentsOf({ store }: World, uid: string): string[] {
  const fields = (path: string): Fields => store.get(path)?.fields ?? {};
  const some = (of: Fields, names: readonly string[]) =>
    JSON.stringify(Object.fromEntries(names.map(name => [name, of[name] ?? null])));
  const config = brokerConfig.names;
  const status = tradingStatus.names;
  // Nobody looks after the account while it is off: what failed last stands there.
  const isOn = fields(paths.tradingStatus(uid))[status.enabled] === true;
  const error = isOn ? [syncError.names.code] : [];
  const trades = [...store.in(paths.shadowTrades(uid))].map(({ fields: stored }) =>
    some(stored, SETTLED).concat(stored[trade.status] === 'CLOSED' ? some(stored, AT_CLOSING) : ''),
  );
  return [
    `connection ${some(fields(paths.brokerConfig(uid, 'alpaca')), [config.configured, config.environment, config.keyIdLast4])}`,
    `switch ${some(fields(paths.tradingStatus(uid)), [status.enabled, status.connected, status.locked, status.message])}`,
    `error ${some(fields(paths.lastSyncError(uid)), error)}`,
    ...trades.sort().map(text => `trade ${text}`),
  ];
}

const SETTLED = [
  trade.quantity,
  trade.symbol,
  trade.side,
  trade.status,
  trade.entryPrice,
  trade.notional,
  trade.source,
];
const AT_CLOSING = [
  trade.exitPrice,
  trade.exitReason,
  trade.finalPnl,
  trade.finalPnlPercent,
  trade.currentPrice,
  trade.currentPnl,
];
