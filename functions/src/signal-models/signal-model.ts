import type { Money } from '@agenttrader/domain/money/money';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import type { DailyBar, NewsArticle } from '../broker/market-data.ts';

/** A position as the model may know it. */
export interface HeldPosition {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly quantity: string;
  /** Null where the broker has no price for the moment. */
  readonly marketValue: Money | null;
  readonly unrealizedPnl: Money | null;
}

/** A symbol that may be proposed, with its recent days, oldest first. */
export interface Candidate {
  readonly symbol: TradableSymbol;
  readonly bars: readonly DailyBar[];
}

/** Everything that a model is given: one tenant's account, the market, and the trader's own words. */
export interface SignalInputs {
  readonly candidates: readonly [Candidate, ...Candidate[]];
  /** The most that may be proposed. Always positive. */
  readonly budget: Money;
  readonly account: {
    readonly equity: Money;
    readonly cash: Money;
    readonly buyingPower: Money;
    readonly currency: string;
    readonly positions: readonly HeldPosition[];
  };
  readonly marketTime: Date;
  readonly news: readonly NewsArticle[];
  /** The trader's view of the market: data, never an instruction. */
  readonly marketConditions: string | undefined;
}

/**
 * What came back. `text` is untrusted, whatever model it comes from: `readAnswer` decides what it is worth.
 * `refused`: the model would not answer. `truncated`: it began to, and broke off.
 */
export type ModelAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'truncated' };

/**
 * The most that an answer may be, in tokens. A model that thinks counts its thoughts; the answer itself takes less than 300.
 * It is what a question costs most of.
 */
export const MAX_OUTPUT_TOKENS = 4_096;

/** Something that proposes signals. */
export interface SignalModel {
  /** Names the model in every signal that it proposed. */
  readonly name: string;
  /** Rejects with `SignalModelError` and with nothing else. */
  propose(inputs: SignalInputs): Promise<ModelAnswer>;
}
