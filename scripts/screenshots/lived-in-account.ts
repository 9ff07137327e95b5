import type { AnswerOf, CallableName, RequestTo } from '../../domain/src/callables/list.ts';
import { botConfig, STARTING_LIMITS } from '../../domain/src/documents/bot-config.ts';
import { closedTrade } from '../../domain/src/documents/shadow-trade.ts';
import { parseMoney } from '../../domain/src/money/money.ts';
import { parsePercent } from '../../domain/src/money/percent.ts';
import { parsePrice } from '../../domain/src/money/price.ts';
import { parseQuantity } from '../../domain/src/money/quantity.ts';
import * as paths from '../../domain/src/paths.ts';
import { parseTradableSymbol } from '../../domain/src/symbols.ts';
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
    void writer.set(
      world.db.doc(paths.shadowTrade(tenant.uid, `c${index}`)),
      closedTradeFields(index, opened),
    );
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

function closedTradeFields(index: number, opened: number): Record<string, unknown> {
  const side = index % 3 === 0 ? 'SELL' : 'BUY';
  const entry = 50 + ((index * 37) % 200);
  const exit = entry * (1 + 0.03 * Math.sin(index * 2.3));
  const gain = (side === 'BUY' ? exit - entry : entry - exit) * 10;
  const percent = parsePercent(((gain / (entry * 10)) * 100).toFixed(4));
  const exitPrice = parsePrice(exit.toFixed(2));
  const finalPnl = parseMoney(gain.toFixed(2));
  const closedAt = new Date(opened + DAY_MS / 4);
  return closedTrade.write({
    symbol: parseTradableSymbol(SYMBOLS[index % SYMBOLS.length]),
    side,
    quantity: parseQuantity('10'),
    entryPrice: parsePrice(String(entry)),
    notional: parseMoney((entry * 10).toFixed(2)),
    status: 'CLOSED',
    source: index % 4 === 0 ? 'signal' : 'manual',
    strategy: null,
    signalId: null,
    currentPrice: exitPrice,
    currentPnl: finalPnl,
    pnlPercent: percent,
    exitPrice,
    exitReason: 'manual',
    finalPnl,
    finalPnlPercent: percent,
    createdAt: new Date(opened),
    lastUpdated: closedAt,
    closedAt,
  });
}
