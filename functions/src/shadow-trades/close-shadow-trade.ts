import type {
  CloseShadowTradeRequest,
  CloseShadowTradeResponse,
} from '@agenttrader/domain/callables/close-shadow-trade';
import { inDollars } from '@agenttrader/domain/money/in-dollars';
import { exitPriceAt } from '@agenttrader/domain/trades/quote-price';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import { otherRequest } from './open-shadow-trade.ts';
import type { ClosedTrade, CloseRefusal, Intention, ShadowTradePorts } from './ports.ts';
import { fetchTradableQuote } from './quotes.ts';
import { requestDigest } from './request-digest.ts';

/**
 * Closes a shadow trade at the latest quote. Neither the kill switch nor a halt stands in the way: closing takes risk
 * out of the account. A trade that is closed already gets the answer of that closing.
 *
 * @throws UserFacingError
 */
export async function closeShadowTrade(
  uid: string,
  request: CloseShadowTradeRequest,
  ports: ShadowTradePorts,
): Promise<CloseShadowTradeResponse> {
  const { tradeId, idempotencyKey: key } = request;
  const intention: Intention = { callable: 'close_shadow_trade', key, requestDigest: requestDigest(request) };
  const state = await ports.trades.readForClosing(uid, tradeId, intention, ports.clock.now());
  if (typeof state === 'string') throw REFUSALS[state]();
  if (state.kind === 'closed') return toResponse(state.trade);

  const { symbol, side } = state.trade;
  const { quote, now } = await fetchTradableQuote(uid, symbol, ports);
  const exit = { price: exitPriceAt(quote, side), reason: 'manual', at: now } as const;
  const closed = await ports.trades.close(uid, tradeId, exit, intention);
  if (typeof closed === 'string') throw REFUSALS[closed]();
  ports.log.info('shadow trade closed', { tenant: uid, trade: tradeId });
  return toResponse(closed);
}

const REFUSALS: Readonly<Record<CloseRefusal, () => UserFacingError>> = {
  missing: () =>
    new UserFacingError(
      'not-found',
      'There is no such trade among yours. Reload the page and choose it again.',
    ),
  unreadable: () =>
    new UserFacingError(
      'failed-precondition',
      'This trade is stored in a form that cannot be read, so it cannot be closed. Contact support with its id.',
    ),
  other_request: otherRequest,
};

function toResponse(trade: ClosedTrade): CloseShadowTradeResponse {
  const { id, symbol, exitPrice, exitReason, finalPnl, finalPnlPercent, closedAt } = trade;
  return {
    status: 'closed',
    tradeId: id,
    symbol,
    exitPrice,
    exitReason,
    finalPnl,
    finalPnlPercent,
    closedAt: closedAt.toISOString(),
    message: `Closed ${symbol} at ${inDollars(exitPrice)}, with a final P&L of ${inDollars(finalPnl)}.`,
  };
}
