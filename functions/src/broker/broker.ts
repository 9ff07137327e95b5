import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';
import type { Money } from '@agenttrader/domain/money/money';
import type { Price } from '@agenttrader/domain/money/price';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import type { Credentials } from '../credentials/credentials.ts';

/** Whose account is asked, and in which of the broker's environments. */
export interface BrokerAccess {
  readonly environment: BrokerEnvironment;
  readonly credentials: Credentials;
  /** Ends every request made with it. */
  readonly signal: AbortSignal;
}

/** The account's figures, in its currency, to the cent. */
export interface BrokerAccount {
  readonly status: string;
  readonly currency: string;
  readonly equity: Money;
  readonly lastEquity: Money;
  readonly cash: Money;
  readonly buyingPower: Money;
  readonly longMarketValue: Money;
  readonly shortMarketValue: Money;
  readonly portfolioValue: Money;
  readonly multiplier: string;
  readonly tradingBlocked: boolean;
  readonly accountBlocked: boolean;
  readonly shortingEnabled: boolean;
}

/**
 * One position; quantities and prices as the broker states them, in decimal strings. A figure that it does not state,
 * as where a symbol has no price for the moment, is null.
 */
export interface BrokerPosition {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly assetClass: string;
  readonly quantity: string;
  readonly avgEntryPrice: Price | null;
  readonly currentPrice: Price | null;
  readonly marketValue: Money | null;
  readonly costBasis: Money | null;
  readonly unrealizedPnl: Money | null;
}

/** The latest prices; a symbol without a usable price is absent. */
export type LatestPrices = ReadonlyMap<TradableSymbol, Price>;

/**
 * The broker, as the features see it. Every method rejects with `BrokerError` and with nothing else.
 */
export interface Broker {
  account(access: BrokerAccess): Promise<BrokerAccount>;
  positions(access: BrokerAccess): Promise<readonly BrokerPosition[]>;
  /** One request for each asset class among `symbols`, and for each hundred of them. */
  latestPrices(access: BrokerAccess, symbols: readonly TradableSymbol[]): Promise<LatestPrices>;
}
