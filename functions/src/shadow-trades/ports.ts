import type { SummarizeShadowTradesRequest } from '@agenttrader/domain/callables/summarize-shadow-trades';
import type { TradingLimits } from '@agenttrader/domain/documents/bot-config';
import type { Money } from '@agenttrader/domain/money/money';
import type { Percent } from '@agenttrader/domain/money/percent';
import type { Price } from '@agenttrader/domain/money/price';
import type { Quantity } from '@agenttrader/domain/money/quantity';
import type { SignalAction } from '@agenttrader/domain/signals/action';
import type { SignalStatus } from '@agenttrader/domain/signals/status';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import type { ExitReason, TradeSource, TradeStatus } from '@agenttrader/domain/trades/shadow-trade';
import type { Side } from '@agenttrader/domain/trades/side';
import type { TradeSums } from '@agenttrader/domain/trades/trade-tally';
import type { MarketData } from '../broker/market-data.ts';
import type { TenantAccessPorts } from '../broker/tenant-access.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { UsageQuota } from '../runtime/quota.ts';

/** What an opening comes to: the trade to write. */
export interface DecidedOpening {
  readonly symbol: TradableSymbol;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly entryPrice: Price;
  readonly notional: Money;
  readonly source: TradeSource;
  readonly signalId: string | undefined;
  readonly createdAt: Date;
}

export interface SignalState {
  readonly symbol: string | null;
  readonly action: SignalAction;
  readonly status: SignalStatus;
  readonly expiresAt: Date;
}

/** What decides whether a trade may be opened, all of it as of one moment. */
export interface OpeningState {
  /** `unreadable` counts as on: a halt that nobody can read is no reason to trade. */
  readonly globalHalt: { readonly halted: boolean; readonly reason: string | null } | 'unreadable';
  readonly trading: { readonly enabled: boolean; readonly locked: boolean };
  readonly symbolDisabled: boolean;
  /** The trader's own; one that is not there does not limit. */
  readonly limits: Partial<TradingLimits> | 'unreadable';
  readonly openTrades: number;
  /** Entry notionals of the open trades together. */
  readonly openNotional: Money;
  /** Final P&L of the trades that were closed on this UTC day. */
  readonly realizedToday: Money;
  /** How many trades were opened on this UTC day. */
  readonly openedToday: number;
  /** The signal that is acted on; undefined when none was named. */
  readonly signal: SignalState | 'missing' | undefined;
}

/** What is remembered under an idempotency key. */
export interface Intention {
  readonly callable: string;
  readonly key: string;
  /** SHA-256 of the request without its key, in hexadecimal digits. */
  readonly requestDigest: string;
}

/** A stored answer, or the news that the key stands for something else. */
export type Remembered =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'other_request' };

export interface Opening<Answer> {
  readonly uid: string;
  readonly symbol: TradableSymbol;
  readonly signalId: string | undefined;
  readonly intention: Intention;
  readonly now: Date;
  /** Throws to refuse; nothing is written then. */
  decide(state: OpeningState): DecidedOpening;
  answer(tradeId: string, trade: DecidedOpening): Answer;
}

/** An open trade as it is closed. */
export interface ClosableTrade {
  readonly id: string;
  readonly symbol: TradableSymbol;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly entryPrice: Price;
  readonly createdAt: Date | undefined;
}

/** A closed trade, whoever closed it and when. */
export interface ClosedTrade {
  readonly id: string;
  readonly symbol: string;
  readonly exitPrice: Price;
  readonly exitReason: ExitReason;
  readonly finalPnl: Money;
  readonly finalPnlPercent: Percent;
  readonly closedAt: Date;
}

export type TradeState =
  | { readonly kind: 'open'; readonly trade: ClosableTrade }
  | { readonly kind: 'closed'; readonly trade: ClosedTrade };

/** Why a trade is not closed. `other_request`: the key stands for something else. */
export type CloseRefusal = 'missing' | 'unreadable' | 'other_request';

/** What a trade is closed with. */
export interface Exit {
  readonly price: Price;
  readonly reason: ExitReason;
  readonly at: Date;
}

export interface ShadowTradeStore {
  /**
   * As of one moment: what was answered to the key before, and how many trades were opened on this UTC day, which is
   * no end of them when the count cannot be read.
   */
  standing(
    uid: string,
    intention: Intention,
    now: Date,
  ): Promise<{ readonly remembered: Remembered | undefined; readonly openedToday: number }>;
  /**
   * Decides and writes in one transaction: the trade, its count, the signal's new state, the answer and the audit
   * entry. The key is looked up first in it: a repeat gets the answer and counts nothing.
   */
  open<Answer>(
    opening: Opening<Answer>,
  ): Promise<Remembered | { readonly kind: 'opened'; readonly answer: Answer }>;
  /** Reads a trade that is to be closed, with what its key stands for, as of one moment. */
  readForClosing(
    uid: string,
    tradeId: string,
    intention: Intention,
    now: Date,
  ): Promise<TradeState | CloseRefusal>;
  /** The open trades; `unreadable` holds the ids of documents that are no valid trade. */
  listOpen(
    uid: string,
  ): Promise<{ readonly trades: readonly ClosableTrade[]; readonly unreadable: readonly string[] }>;
  /**
   * Closes the trade at the exit price, unless it is closed already: then that closing is answered. The P&L is
   * computed from what stands in the document at that moment, and the tenant's performance is brought up to date.
   * A refusal leaves everything as it was.
   *
   * @param intention remembered with the trade's closing, where a caller named one; a repeat is answered from the trade
   */
  close(uid: string, tradeId: string, exit: Exit, intention?: Intention): Promise<ClosedTrade | CloseRefusal>;
}

export interface TradingSwitch {
  /** Switches trading off at once. A lock stays as it is. */
  halt(uid: string, reason: string, now: Date): Promise<void>;
}

/** Whatever asks the market on the tenant's own keys. */
export interface QuotePorts extends TenantAccessPorts {
  readonly marketData: Pick<MarketData, 'latestQuotes'>;
}

export interface ShadowTradePorts extends QuotePorts {
  readonly log: Log;
  readonly trades: ShadowTradeStore;
}

/** What halting needs. */
export interface HaltPorts extends ShadowTradePorts {
  readonly tradingSwitch: TradingSwitch;
}

/** What a sum takes from a trade. */
export interface SummableTrade {
  readonly status: TradeStatus;
  readonly notional: Money;
  /** Final for a closed trade, at its last mark for an open one. */
  readonly pnl: Money;
}

/** Trades as sums count them. */
export type SummableTrades = readonly (SummableTrade | 'unreadable')[];

export interface SummarySource {
  /**
   * What the tallies say of the trades that are closed, and those that are open, 500 at a time; `incomplete` while the
   * tally does not count all of them. The filter names no period. `admitPage` is asked before every page of open trades
   * but the first, and throws where there may be none.
   */
  standing(
    uid: string,
    filter: SummarizeShadowTradesRequest,
    admitPage: () => Promise<void>,
  ): Promise<{ readonly closed: TradeSums; readonly open: SummableTrades } | 'incomplete'>;
  /**
   * Counts up to 500 further trades, of all or of a symbol, into the tally that is stored.
   *
   * @throws UserFacingError without such a tenant
   */
  countOn(uid: string, symbol: TradableSymbol | undefined, now: Date): Promise<'complete' | 'incomplete'>;
  /** The trades that match and were opened in the period that the filter names, 500 at a time. */
  openedWithin(
    uid: string,
    filter: SummarizeShadowTradesRequest,
    admitPage: () => Promise<void>,
  ): AsyncIterable<SummableTrade | 'unreadable'>;
}

export interface SummaryPorts {
  readonly trades: SummarySource;
  readonly quota: UsageQuota;
  readonly clock: Clock;
}
