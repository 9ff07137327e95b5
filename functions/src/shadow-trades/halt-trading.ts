import type { HaltTradingRequest, HaltTradingResponse } from '@agenttrader/domain/callables/halt-trading';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import { exitPriceAt } from '@agenttrader/domain/trades/quote-price';
import pMap from 'p-map';
import type { LatestQuotes } from '../broker/market-data.ts';
import { describeThrown } from '../runtime/log.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { ClosableTrade, HaltPorts } from './ports.ts';
import { fetchQuotes, tradableQuote } from './quotes.ts';

/** How many trades are closed at the same moment. */
const CLOSING_AT_ONCE = 16;

type Report = HaltTradingResponse['trades'][number];

/**
 * Switches trading off, and then, on request, closes every open shadow trade. The switch comes first and stands
 * whatever becomes of the rest; a trade that could not be closed is reported with the reason.
 */
export async function haltTrading(
  uid: string,
  { reason, closePositions }: HaltTradingRequest,
  ports: HaltPorts,
): Promise<HaltTradingResponse> {
  await ports.tradingSwitch.halt(uid, reason, ports.clock.now());
  const trades = closePositions ? await closeAll(uid, ports) : [];
  const open = trades.filter(({ status }) => status === 'still_open').length;
  ports.log.info('trading halted', { tenant: uid, closed: trades.length - open, stillOpen: open });
  if (open > 0) {
    return {
      status: 'partially_closed',
      message: `Trading is off. ${open} of your ${trades.length} open trades could not be closed; the list says why. Try again.`,
      trades,
    };
  }
  const closed =
    trades.length === 0
      ? ''
      : ` ${trades.length === 1 ? 'One trade was' : `${trades.length} trades were`} closed.`;
  return { status: 'halted', message: `Trading is off.${closed}`, trades };
}

async function closeAll(uid: string, ports: HaltPorts): Promise<Report[]> {
  const { trades, unreadable } = await ports.trades.listOpen(uid);
  const broken = unreadable.map(tradeId =>
    stillOpen(tradeId, '?', 'It is stored in a form that cannot be read. Contact support with its id.'),
  );
  if (trades.length === 0) return broken;
  const quotes = await fetchQuotesOrReason(uid, trades, ports);
  if (typeof quotes === 'string')
    return [...trades.map(({ id, symbol }) => stillOpen(id, symbol, quotes)), ...broken];
  const reports = await pMap(trades, trade => closeOne(uid, trade, quotes, ports), {
    concurrency: CLOSING_AT_ONCE,
  });
  return [...reports, ...broken];
}

/** The quotes of all the trades' symbols, or the sentence that says why there are none. */
async function fetchQuotesOrReason(
  uid: string,
  trades: readonly ClosableTrade[],
  ports: HaltPorts,
): Promise<LatestQuotes | string> {
  const symbols: TradableSymbol[] = [...new Set(trades.map(({ symbol }) => symbol))];
  try {
    return await fetchQuotes(uid, symbols, ports);
  } catch (thrown) {
    if (thrown instanceof UserFacingError) return thrown.message;
    ports.log.error('trades were not closed for want of quotes', { tenant: uid, ...describeThrown(thrown) });
    return 'Its price could not be read. Try again in a minute.';
  }
}

async function closeOne(
  uid: string,
  { id, symbol, side }: ClosableTrade,
  quotes: LatestQuotes,
  ports: HaltPorts,
): Promise<Report> {
  const now = ports.clock.now();
  const { quote, obstacle } = tradableQuote(symbol, quotes, now);
  if (obstacle !== undefined) return stillOpen(id, symbol, obstacle);
  try {
    const closed = await ports.trades.close(uid, id, {
      price: exitPriceAt(quote, side),
      reason: 'halt',
      at: now,
    });
    if (typeof closed === 'string') {
      return stillOpen(id, symbol, 'It changed while it was being closed. Look at it, and try again.');
    }
    return { status: 'closed', tradeId: id, symbol, finalPnl: closed.finalPnl };
  } catch (thrown) {
    ports.log.error('trade was not closed by a halt', { tenant: uid, trade: id, ...describeThrown(thrown) });
    return stillOpen(id, symbol, 'It could not be written. Try again in a minute.');
  }
}

const stillOpen = (tradeId: string, symbol: string, reason: string): Report => ({
  status: 'still_open',
  tradeId,
  symbol,
  reason,
});
