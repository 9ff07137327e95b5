import type { MarketNow } from '../clock/market-clock.ts';
import type { Exchange } from '../exchange.ts';
import { barView } from '../prices/bar.ts';
import { dayBar, latestMinuteBar } from '../prices/bars.ts';
import type { Tape } from '../prices/tape.ts';
import { quoteAt, tradeAt } from './ticks.ts';

/**
 * The time that a latest trade or quote is stamped with: the wall clock's while the instrument trades, because
 * consumers judge freshness by their own clock, and the wall's time of the last close afterwards.
 */
function stamp(exchange: Exchange, tape: Tape, now: MarketNow): number {
  const period = tape.period(tape.periodIndexAt(now.ms));
  if (period === undefined || now.ms < period.until) return now.wallMs;
  return exchange.clock.wallAt(period.until, now);
}

export function latestTrade(exchange: Exchange, tape: Tape, now: MarketNow) {
  return tradeAt(tape, now.ms, stamp(exchange, tape, now));
}

export function latestQuote(exchange: Exchange, tape: Tape, now: MarketNow) {
  return quoteAt(tape, now.ms, stamp(exchange, tape, now));
}

/** The last whole minute's bar; undefined only in the first minute of the data. */
export function latestBar(tape: Tape, now: MarketNow) {
  const bar = latestMinuteBar(tape, now.ms);
  return bar === undefined ? undefined : barView(tape.instrument, bar);
}

/** Latest trade, quote, minute, day and previous day of an instrument. */
export function snapshot(exchange: Exchange, tape: Tape, now: MarketNow) {
  const index = tape.periodIndexAt(now.ms);
  const today = tape.period(index);
  const yesterday = tape.period(index - 1);
  const view = (period: typeof today) =>
    period === undefined ? null : barView(tape.instrument, dayBar(tape, period, now.ms));
  return {
    latestTrade: latestTrade(exchange, tape, now),
    latestQuote: latestQuote(exchange, tape, now),
    minuteBar: latestBar(tape, now) ?? null,
    dailyBar: view(today),
    prevDailyBar: view(yesterday),
  };
}
