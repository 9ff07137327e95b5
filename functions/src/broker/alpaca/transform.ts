import { roundToCents } from '@agenttrader/domain/money/money';
import { type Price, parsePrice } from '@agenttrader/domain/money/price';
import { parseTradableSymbol, type TradableSymbol } from '@agenttrader/domain/symbols';
import type { trading } from '@alpacahq/alpaca-trade-api/rest';
import { z } from 'zod';
import type { BrokerAccount, BrokerPosition, LatestPrices } from '../broker.ts';
import { cents, price } from './figures.ts';

/** Alpaca leaves a figure out, or sends null, while an account is young: only those have a default. */
const centsOrZero = cents.nullish().transform(value => value ?? roundToCents('0'));

const accountAnswer = z.object({
  status: z.string(),
  currency: z.string().nullish(),
  equity: cents,
  lastEquity: centsOrZero,
  cash: cents,
  buyingPower: cents,
  longMarketValue: centsOrZero,
  shortMarketValue: centsOrZero,
  portfolioValue: cents.nullish(),
  multiplier: z.string().nullish(),
  tradingBlocked: z.boolean().nullish(),
  accountBlocked: z.boolean().nullish(),
  shortingEnabled: z.boolean().nullish(),
});

/** The SDK checks no field of an answer: everything is parsed again here. Throws `ZodError`. */
export function toBrokerAccount(answer: trading.Account): BrokerAccount {
  const account = accountAnswer.parse(answer);
  return {
    status: account.status,
    currency: account.currency ?? 'USD',
    equity: account.equity,
    lastEquity: account.lastEquity,
    cash: account.cash,
    buyingPower: account.buyingPower,
    longMarketValue: account.longMarketValue,
    shortMarketValue: account.shortMarketValue,
    portfolioValue: account.portfolioValue ?? account.equity,
    multiplier: account.multiplier ?? '1',
    tradingBlocked: account.tradingBlocked ?? false,
    accountBlocked: account.accountBlocked ?? false,
    shortingEnabled: account.shortingEnabled ?? false,
  };
}

/**
 * A position without a price has null for whatever follows from it. A figure that is none is not known either: one
 * position must not hide all the others, and the account.
 */
const priceOrNone = price.nullable().catch(null);
const centsOrNone = cents.nullable().catch(null);

const positionAnswer = z.object({
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  assetClass: z.string(),
  qty: z.string(),
  avgEntryPrice: priceOrNone,
  currentPrice: priceOrNone,
  marketValue: centsOrNone,
  costBasis: centsOrNone,
  unrealizedPl: centsOrNone,
});

/** The currencies that Alpaca's pairs are quoted in; a longer one before one that it ends with. */
const QUOTE_CURRENCIES = ['USDT', 'USDC', 'USD', 'BTC'];

/** Positions name a pair without its slash, "BTCUSD", while orders and prices name it with one. */
function positionSymbol(symbol: string, assetClass: string): string {
  if (assetClass !== 'crypto' || symbol.includes('/')) return symbol;
  const quote = QUOTE_CURRENCIES.find(currency => symbol.endsWith(currency) && symbol !== currency);
  return quote === undefined ? symbol : `${symbol.slice(0, -quote.length)}/${quote}`;
}

/** Throws `ZodError`. */
export function toBrokerPosition(answer: trading.Position): BrokerPosition {
  const position = positionAnswer.parse(answer);
  return {
    symbol: positionSymbol(position.symbol, position.assetClass),
    side: position.side,
    assetClass: position.assetClass,
    quantity: position.qty,
    avgEntryPrice: position.avgEntryPrice,
    currentPrice: position.currentPrice,
    marketValue: position.marketValue,
    costBasis: position.costBasis,
    unrealizedPnl: position.unrealizedPl,
  };
}

/** The part of a latest-trades answer that is read: `p` is the price of the last trade. */
export interface LatestTradesAnswer {
  readonly trades: Readonly<Record<string, { readonly p?: unknown } | null | undefined>>;
}

/**
 * Keeps the symbols that have a positive price. One without is left out rather than refused, so that
 * a single bad print does not stop the marks of every other trade.
 */
export function toLatestPrices(answer: LatestTradesAnswer): LatestPrices {
  const prices = new Map<TradableSymbol, Price>();
  for (const [name, trade] of Object.entries(answer.trades)) {
    if (typeof trade?.p !== 'number') continue;
    try {
      prices.set(parseTradableSymbol(name), parsePrice(String(trade.p)));
    } catch {
      // Not a positive decimal: the same as no price.
    }
  }
  return prices;
}
