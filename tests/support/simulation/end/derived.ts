import { isDeepStrictEqual } from 'node:util';
import { equityDay } from '@agenttrader/domain/documents/day-series';
import { openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { type HeartbeatSnapshot, heartbeatSnapshot } from '@agenttrader/domain/documents/snapshot';
import { standingSyncError } from '@agenttrader/domain/documents/sync-error';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { assetClassOf } from '@agenttrader/domain/symbols';
import { connectionIn } from '../../../../functions/src/data/tenants/connection-document.ts';
import type { World } from '../world.ts';
import type { Demand } from './demand.ts';

/** What the heartbeat knows of a tenant is what the documents say that it is derived from, and they follow it in turn. */
export function checkDerived({ store, secrets, watch }: World, uid: string, demand: Demand): void {
  const fields = (path: string) => store.get(path)?.fields;
  const known = heartbeatSnapshot.read(fields(paths.snapshot(uid))).value;
  if (!known) return;
  const open = [...store.in(paths.shadowTrades(uid))].flatMap(({ path, fields: stored }) => {
    const { value } = openTrade.read(stored);
    return value ? [{ id: path.split('/').at(-1) ?? '', ...value }] : [];
  });
  checkTrades(known, open, demand);
  const error = standingSyncError.read(fields(paths.lastSyncError(uid))).value?.code;
  demand(known.standingError?.code === error, `its snapshot says ${known.standingError?.code}, not ${error}`);
  const connection = connectionIn(fields(paths.brokerConfig(uid, 'alpaca')));
  demand(
    isDeepStrictEqual(known.connection ?? undefined, connection),
    `its snapshot says that ${JSON.stringify(known.connection)} is connected, not ${JSON.stringify(connection)}`,
  );
  const isKept = !connection || secrets.of(uid, connection.secretVersion) !== undefined;
  demand(isKept, `it is connected with keys that are destroyed: ${connection?.secretVersion}`);
  const { enabled, aroundTheClock } = tradingStatus.names;
  const trading = fields(paths.tradingStatus(uid));
  if (open.some(({ symbol }) => assetClassOf(symbol) === 'crypto') && trading?.[enabled] === true && !error) {
    demand(trading[aroundTheClock] === true, 'it has coins, and is not looked after around the clock');
  }
  for (const [minute, equity] of watch.pointsOf(uid)) {
    const [day = '', time = ''] = minute.split(' ');
    const points = equityDay.read(fields(`${paths.equityCurve(uid)}/${day}`)).value?.points ?? {};
    const recent = known.recent?.day === day ? known.recent.equity[time] : undefined;
    const found = recent ?? points[time];
    demand(found === equity, `its equity of ${minute} is kept as ${found}, not ${equity}`);
  }
}

type OpenTrade = { readonly id: string } & Pick<
  NonNullable<ReturnType<typeof openTrade.read>['value']>,
  'symbol' | 'side' | 'quantity' | 'entryPrice' | 'currentPrice'
>;

/** The open trades and no other are marked, and their own documents are where the snapshot believes them to be. */
function checkTrades({ openTrades }: HeartbeatSnapshot, open: readonly OpenTrade[], demand: Demand): void {
  const figures = ({ symbol, side, quantity, entryPrice }: Omit<OpenTrade, 'id'>, price: string) =>
    `${symbol} ${side} ${quantity} ${entryPrice} last at ${price}`;
  const expected = open.map(trade => `${trade.id} ${figures(trade, trade.currentPrice)}`);
  const marked = Object.entries(openTrades).map(
    ([id, trade]) => `${id} ${figures(trade, trade.storedPrice)}`,
  );
  demand(
    expected.toSorted().join() === marked.toSorted().join(),
    `its snapshot knows of ${marked.join() || 'none'}, and open are ${expected.join() || 'none'}`,
  );
}
