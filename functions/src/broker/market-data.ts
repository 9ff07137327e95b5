import type { Price } from '@agenttrader/domain/money/price';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import type { BrokerAccess } from './broker.ts';

/** One day of trading. */
export interface DailyBar {
  /** The day's beginning at its exchange. */
  readonly startsAt: Date;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
  /** Shares or coins traded, as the broker states it. */
  readonly volume: number;
}

/** Oldest first; a symbol without bars is absent. */
export type DailyBars = ReadonlyMap<TradableSymbol, readonly DailyBar[]>;

/** An article. Its text was written outside of the product, by anybody. */
export interface NewsArticle {
  readonly publishedAt: Date;
  readonly headline: string;
  readonly summary: string;
  readonly source: string;
  readonly symbols: readonly string[];
}

/** What a buyer pays and a seller gets. Both are positive, and the bid is never above the ask. */
export interface Quote {
  readonly bid: Price;
  readonly ask: Price;
  /** The quote's own time, by the broker's clock. */
  readonly quotedAt: Date;
}

/** The latest quotes; a symbol without a usable one is absent. */
export type LatestQuotes = ReadonlyMap<TradableSymbol, Quote>;

/** What the broker knows of the market. Every method rejects with `BrokerError` and with nothing else. */
export interface MarketData {
  /** The market's own time: what "recent" is measured against, also where a market is replayed. */
  marketTime(access: BrokerAccess): Promise<Date>;
  /** One request for each asset class among `symbols`; prices are adjusted for splits. */
  dailyBars(access: BrokerAccess, symbols: readonly TradableSymbol[], since: Date): Promise<DailyBars>;
  /** The latest articles about any of `symbols`, newest first. */
  news(
    access: BrokerAccess,
    symbols: readonly TradableSymbol[],
    range: { readonly since: Date; readonly limit: number },
  ): Promise<readonly NewsArticle[]>;
  /** One request for each asset class among `symbols`. A zero, one-sided or crossed quote is no quote. */
  latestQuotes(access: BrokerAccess, symbols: readonly TradableSymbol[]): Promise<LatestQuotes>;
}
