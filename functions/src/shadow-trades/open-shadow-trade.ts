import {
  type OpenShadowTradeRequest,
  type OpenShadowTradeResponse,
  openShadowTradeResponse,
} from '@agenttrader/domain/callables/open-shadow-trade';
import { inDollars } from '@agenttrader/domain/money/in-dollars';
import { entryPriceAt } from '@agenttrader/domain/trades/quote-price';
import type { Quote } from '../broker/market-data.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import { decideOpening, type PlatformBounds, requireTradesLeft } from './decide-opening.ts';
import type { DecidedOpening, Intention, Remembered, ShadowTradePorts } from './ports.ts';
import { fetchTradableQuote } from './quotes.ts';
import { requestDigest } from './request-digest.ts';

/**
 * Opens a shadow trade at the latest quote. The quote is asked for first; whatever else speaks for or against the
 * trade is read, decided and written in one transaction, so that no two requests slip under a limit together. Only a
 * trade that is opened counts towards the day.
 *
 * @throws UserFacingError
 */
export async function openShadowTrade(
  uid: string,
  request: OpenShadowTradeRequest,
  bounds: PlatformBounds,
  ports: ShadowTradePorts,
): Promise<OpenShadowTradeResponse> {
  const { idempotencyKey: key, symbol, side, quantity, notionalUsd, signalId } = request;
  const intention: Intention = { callable: 'open_shadow_trade', key, requestDigest: requestDigest(request) };
  // Who repeats a request, or has used the day up, is answered before the broker is asked. The transaction looks again.
  const { remembered, openedToday } = await ports.trades.standing(uid, intention, ports.clock.now());
  if (remembered) return readAnswer(remembered);
  requireTradesLeft(openedToday, bounds);
  const { quote, now } = await fetchTradableQuote(uid, symbol, ports);
  const price = entryPriceAt(quote, side);
  const requested = { symbol, side, quantity, notionalUsd, signalId, price, now };
  const opened = await ports.trades.open<OpenShadowTradeResponse>({
    uid,
    symbol,
    signalId,
    intention,
    now,
    decide: state => decideOpening(requested, state, bounds),
    answer: (tradeId, trade) => toResponse(tradeId, trade, quote),
  });
  if (opened.kind !== 'opened') return readAnswer(opened);
  ports.log.info('shadow trade opened', { tenant: uid, trade: opened.answer.tradeId });
  return opened.answer;
}

function readAnswer(remembered: Remembered): OpenShadowTradeResponse {
  if (remembered.kind === 'answer') return openShadowTradeResponse.parse(remembered.answer);
  throw otherRequest();
}

/** The key was used before, for something else. */
export const otherRequest = (): UserFacingError =>
  new UserFacingError(
    'already-exists',
    'This idempotency key was used for another request before. Send the same request again, or choose a new key.',
  );

function toResponse(tradeId: string, trade: DecidedOpening, quote: Quote): OpenShadowTradeResponse {
  const { symbol, side, quantity, entryPrice, notional } = trade;
  const verb = side === 'BUY' ? 'Bought' : 'Sold short';
  return {
    status: 'opened',
    tradeId,
    symbol,
    side,
    quantity,
    entryPrice,
    notionalUsd: notional,
    quotedAt: quote.quotedAt.toISOString(),
    createdAt: trade.createdAt.toISOString(),
    message: `${verb} ${quantity} ${symbol} at ${inDollars(entryPrice)} as a shadow trade. No order was sent to your broker.`,
  };
}
