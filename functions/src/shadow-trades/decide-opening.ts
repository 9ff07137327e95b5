import { inDollars } from '@agenttrader/domain/money/in-dollars';
import { addMoney, compareMoney, type Money, negateMoney, parseMoney } from '@agenttrader/domain/money/money';
import { notionalOf } from '@agenttrader/domain/money/notional';
import type { Price } from '@agenttrader/domain/money/price';
import { type Quantity, quantityForNotional } from '@agenttrader/domain/money/quantity';
import { statusOfSignal } from '@agenttrader/domain/signals/status';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import type { Side } from '@agenttrader/domain/trades/side';
import { usedUp } from '../runtime/quota.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { DecidedOpening, OpeningState, SignalState } from './ports.ts';

/** What the trader asked for, at the price of a fresh quote. */
export interface RequestedOpening {
  readonly symbol: TradableSymbol;
  readonly side: Side;
  /** Exactly one of the two is given. */
  readonly quantity: Quantity | undefined;
  readonly notionalUsd: Money | undefined;
  readonly signalId: string | undefined;
  readonly price: Price;
  readonly now: Date;
}

/** What the platform allows anybody. */
export interface PlatformBounds {
  readonly maxOpenTrades: number;
  readonly maxTradeUsd: Money;
  /** How many trades a tenant may open on one UTC day. */
  readonly perDay: number;
}

/** Smaller trades are dust: their P&L is lost in the rounding to cents. */
const MIN_NOTIONAL = parseMoney('1.00');

const refused = (message: string): UserFacingError => new UserFacingError('failed-precondition', message);
const tooLarge = (message: string): UserFacingError => new UserFacingError('resource-exhausted', message);

/**
 * The trade that such an opening becomes, or a refusal. A function of what it is given: it is run again when anything
 * that it was told changes before the trade is written.
 *
 * @throws UserFacingError saying what stands in the way and what to do
 */
export function decideOpening(
  requested: RequestedOpening,
  state: OpeningState,
  platform: PlatformBounds,
): DecidedOpening {
  requireTrading(state);
  if (state.symbolDisabled) {
    throw refused(
      `You have disabled trading of ${requested.symbol}. Enable it again in Settings, then open the trade.`,
    );
  }
  requireTradesLeft(state.openedToday, platform);
  requireSignal(requested, state.signal);
  const { quantity, notional } = computeSize(requested);
  requireWithinLimits(notional, state, platform);
  const { symbol, side, price, signalId, now } = requested;
  const source = signalId === undefined ? 'manual' : 'signal';
  return { symbol, side, quantity, entryPrice: price, notional, source, signalId, createdAt: now };
}

function requireTrading({ globalHalt, trading }: OpeningState): void {
  if (globalHalt === 'unreadable') {
    throw refused(
      'Whether trading is halted could not be read, so no trade is opened. Try again in a minute.',
    );
  }
  if (globalHalt.halted) {
    const reason = globalHalt.reason === null ? '' : ` The reason: ${asSentence(globalHalt.reason)}`;
    throw refused(`Trading is halted for everybody by the operators.${reason} Open trades can be closed.`);
  }
  if (trading.enabled) return;
  throw refused(
    trading.locked
      ? 'An operator has locked trading on your account. Contact support to have it released.'
      : 'Trading is off. Switch it on with the kill switch, then open the trade.',
  );
}

/** What an operator typed, ended where they did not end it. */
const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** @throws UserFacingError when the day's trades are used up */
export function requireTradesLeft(openedToday: number, { perDay }: PlatformBounds): void {
  if (openedToday < perDay) return;
  throw usedUp(`You have opened your ${perDay} trades of today.`);
}

function requireSignal(
  { signalId, symbol, side, now }: RequestedOpening,
  signal: SignalState | 'missing' | undefined,
): void {
  if (signalId === undefined || signal === undefined) return;
  if (signal === 'missing')
    throw new UserFacingError('not-found', 'There is no such signal. Ask for a new one.');
  const status = statusOfSignal(signal, now);
  if (status === 'executed') throw refused('This signal was acted on already: a signal opens one trade.');
  if (status === 'dismissed') throw refused('You dismissed this signal. Ask for a new one.');
  if (status === 'expired') {
    throw refused('This signal has expired: the market has moved on since. Ask for a new one.');
  }
  if (signal.action === 'hold') throw refused('This signal says to hold: there is nothing to open.');
  const wanted: Side = signal.action === 'buy' ? 'BUY' : 'SELL';
  if (signal.symbol !== symbol || wanted !== side) {
    throw new UserFacingError(
      'invalid-argument',
      `This signal says to ${signal.action} ${signal.symbol}. Open that, or open your trade without the signal.`,
    );
  }
}

/** An amount in dollars buys what it buys, cut off after nine places, and never more than it. */
function computeSize({ quantity, notionalUsd, price }: RequestedOpening): {
  quantity: Quantity;
  notional: Money;
} {
  const size = quantity ?? (notionalUsd && quantityForNotional(notionalUsd, price));
  const notional = size ? notionalOf(price, size) : undefined;
  if (!size || !notional || compareMoney(notional, MIN_NOTIONAL) < 0) {
    throw new UserFacingError(
      'invalid-argument',
      `A trade is worth at least ${inDollars(MIN_NOTIONAL)}. Choose a larger size.`,
    );
  }
  return { quantity: size, notional };
}

function requireWithinLimits(notional: Money, state: OpeningState, platform: PlatformBounds): void {
  const { limits, openTrades, openNotional, realizedToday } = state;
  if (limits === 'unreadable') {
    throw refused('Your limits could not be read. Set them again in Settings, then open the trade.');
  }
  if (compareMoney(notional, platform.maxTradeUsd) > 0) {
    throw tooLarge(
      `A trade of ${inDollars(notional)} is above the platform’s limit of ${inDollars(platform.maxTradeUsd)}. Choose a smaller size.`,
    );
  }
  if (limits.maxTradeUsd && compareMoney(notional, limits.maxTradeUsd) > 0) {
    throw tooLarge(
      `A trade of ${inDollars(notional)} is above your limit of ${inDollars(limits.maxTradeUsd)} for a single trade. Choose a smaller size, or raise the limit in Settings.`,
    );
  }
  if (openTrades >= platform.maxOpenTrades) {
    throw tooLarge(`You have ${openTrades} open trades, the most that the platform allows. Close one first.`);
  }
  if (limits.maxOpenTrades !== undefined && openTrades >= limits.maxOpenTrades) {
    throw tooLarge(
      `You have ${openTrades} open trades and your limit is ${limits.maxOpenTrades}. Close one first, or raise the limit in Settings.`,
    );
  }
  const together = addMoney(openNotional, notional);
  if (limits.maxNotionalUsd && compareMoney(together, limits.maxNotionalUsd) > 0) {
    throw tooLarge(
      `With this trade your open trades would be worth ${inDollars(together)}, above your limit of ${inDollars(limits.maxNotionalUsd)}. Close one first, or raise the limit in Settings.`,
    );
  }
  if (limits.maxDailyLossUsd && compareMoney(realizedToday, negateMoney(limits.maxDailyLossUsd)) <= 0) {
    throw usedUp(
      `Your trades of today have lost ${inDollars(negateMoney(realizedToday))}, which reaches your daily limit of ${inDollars(limits.maxDailyLossUsd)}.`,
    );
  }
}
