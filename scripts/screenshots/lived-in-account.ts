import { Timestamp } from '@google-cloud/firestore';
import type { AnswerOf, CallableName, RequestTo } from '../../domain/src/callables/list.ts';
import { botConfig, STARTING_LIMITS } from '../../domain/src/documents/bot-config.ts';
import { parseMoney } from '../../domain/src/money/money.ts';
import * as paths from '../../domain/src/paths.ts';
import type { Tenant, World } from '../../tests/support/world.ts';

const SYMBOLS = ['AAPL', 'MSFT', 'NVDA', 'SPY', 'BTC/USD', 'ETH/USD'];
const DAY_MS = 86_400_000;

/** Gives a tenant what an account has after a few weeks: closed trades, open ones, a curve, signals. */
export async function liveIn(world: World, tenant: Tenant, closedTrades: number): Promise<void> {
  const call = <Name extends CallableName>(name: Name, request: RequestTo<Name>): Promise<AnswerOf<Name>> =>
    world.callables.call(name, request, tenant);
  const now = Date.now();
  const writer = world.db.bulkWriter();
  for (let index = 0; index < closedTrades; index += 1) {
    const opened = now - (index + 1) * ((20 * DAY_MS) / closedTrades) - DAY_MS / 3;
    void writer.set(world.db.doc(paths.shadowTrade(tenant.uid, `c${index}`)), closedTrade(index, opened));
  }
  const day = new Date(now).toISOString().slice(0, 10);
  const minutes = Math.floor((now - Date.parse(`${day}T00:00:00Z`)) / 60_000);
  const equity = Number((await world.db.doc(paths.snapshot(tenant.uid)).get()).get('equity') ?? '100000');
  const points: Record<string, string> = {};
  for (let minute = Math.max(0, minutes - 400); minute < minutes; minute += 1) {
    const clock = String(Math.floor(minute / 60)).padStart(2, '0') + String(minute % 60).padStart(2, '0');
    const ago = minutes - minute;
    points[clock] = (equity - 400 * Math.sin(ago / 70) - 60 * Math.sin(ago / 7)).toFixed(2);
  }
  void writer.set(world.db.collection(paths.equityCurve(tenant.uid)).doc(day), { points }, { merge: true });
  await writer.close();
  const limits = {
    ...STARTING_LIMITS,
    maxTradeUsd: parseMoney('10000'),
    maxNotionalUsd: parseMoney('50000'),
  };
  const fields = botConfig.write({ running: false, strategies: {}, limits, updatedAt: new Date() });
  await world.db.doc(paths.botConfig(tenant.uid)).set(fields);
  for (const [index, symbol] of ['AAPL', 'MSFT', 'BTC/USD'].entries()) {
    await call('open_shadow_trade', {
      symbol,
      side: index === 1 ? 'sell' : 'buy',
      notionalUsd: String(1_500 + 750 * index),
      idempotencyKey: `screenshot-${index}`,
    });
  }
  // Closing one counts all that were closed before it.
  const spy = { symbol: 'SPY', side: 'buy', quantity: '4', idempotencyKey: 'screenshot-closed' };
  const { tradeId } = await call('open_shadow_trade', spy);
  await call('close_shadow_trade', { tradeId, idempotencyKey: 'screenshot-closing' });
  await world.later(47);
  await call('sync_account', {});
  await call('generate_trading_signal', {
    symbol: 'NVDA',
    marketConditions: 'Calm, tech leads.',
  });
  await call('generate_trading_signal', { symbol: 'AAPL' });
}

function closedTrade(index: number, opened: number): Record<string, unknown> {
  const side = index % 3 === 0 ? 'SELL' : 'BUY';
  const entry = 50 + ((index * 37) % 200);
  const exit = entry * (1 + 0.03 * Math.sin(index * 2.3));
  const gain = (side === 'BUY' ? exit - entry : entry - exit) * 10;
  const percent = ((gain / (entry * 10)) * 100).toFixed(4);
  return {
    symbol: SYMBOLS[index % SYMBOLS.length],
    side,
    quantity: '10',
    entry_price: String(entry),
    notional: (entry * 10).toFixed(2),
    status: 'CLOSED',
    source: index % 4 === 0 ? 'signal' : 'manual',
    strategy: null,
    signal_id: null,
    current_price: exit.toFixed(2),
    current_pnl: gain.toFixed(2),
    pnl_percent: percent,
    exit_price: exit.toFixed(2),
    exit_reason: 'manual',
    final_pnl: gain.toFixed(2),
    final_pnl_percent: percent,
    created_at: Timestamp.fromMillis(opened),
    last_updated: Timestamp.fromMillis(opened + DAY_MS / 4),
    closed_at: Timestamp.fromMillis(opened + DAY_MS / 4),
  };
}
