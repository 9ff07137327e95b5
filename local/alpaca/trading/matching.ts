import { absolute, divideHalfEven, formatNano, type Nano, nano, ONE } from '../money/nano.ts';
import type { Instrument } from '../prices/instruments.ts';
import { quoteAround } from '../prices/quote.ts';
import { type Crossing, firstCrossing, secondsWithin } from '../prices/scan.ts';
import type { Tape } from '../prices/tape.ts';
import { priceNano } from '../prices/units.ts';
import type { OrderState } from './state.ts';

/** What became of an open order by some moment. */
export type Progress =
  | { readonly kind: 'filled'; readonly ms: number; readonly price: Nano }
  | { readonly kind: 'ended'; readonly ms: number }
  | { readonly kind: 'open'; readonly triggered: boolean; readonly highWaterMark: string | null };

const ALWAYS: Crossing = { direction: 'up', reached: () => true };

/** The price that an order would trade at when the last price is `last`: the far side of the quote. */
export function executionPrice(instrument: Instrument, order: Pick<OrderState, 'side'>, last: number): Nano {
  const { bid, ask } = quoteAround(instrument, last);
  return priceNano(instrument, order.side === 'buy' ? ask : bid);
}

function limitCrossing(instrument: Instrument, order: OrderState): Crossing {
  if (order.limitPrice === null) return ALWAYS;
  const limit = nano(order.limitPrice);
  return order.side === 'buy'
    ? { direction: 'down', reached: last => executionPrice(instrument, order, last) <= limit }
    : { direction: 'up', reached: last => executionPrice(instrument, order, last) >= limit };
}

function stopCrossing(instrument: Instrument, order: OrderState): Crossing {
  if (order.stopPrice === null) return ALWAYS;
  const stop = nano(order.stopPrice);
  return order.side === 'buy'
    ? { direction: 'up', reached: last => priceNano(instrument, last) >= stop }
    : { direction: 'down', reached: last => priceNano(instrument, last) <= stop };
}

/** How far a trailing stop stays behind its high-water mark. */
function trailDistance(order: OrderState, mark: Nano): Nano {
  if (order.trailPrice !== null) return nano(order.trailPrice);
  return divideHalfEven(mark * nano(order.trailPercent ?? '0'), 100n * ONE);
}

/** Follows a trailing stop second by second. */
function followTrail(tape: Tape, order: OrderState, fromMs: number, untilMs: number) {
  const { instrument } = tape;
  let mark = order.highWaterMark === null ? undefined : nano(order.highWaterMark);
  let index = Math.max(0, tape.periodIndexAt(fromMs));
  for (let period = tape.period(index); period !== undefined; period = tape.period(++index)) {
    if (period.from > untilMs) break;
    const path = tape.path(period);
    const [first, last] = secondsWithin(period, fromMs, untilMs);
    for (let second = first; second <= last; second++) {
      const price = priceNano(instrument, path.priceAt(second));
      if (mark === undefined || (order.side === 'sell' ? price > mark : price < mark)) mark = price;
      const given = absolute(price - mark);
      if (given > 0n && given >= trailDistance(order, mark)) {
        return { reachedMs: period.from + second * 1000, mark };
      }
    }
  }
  return { reachedMs: undefined, mark };
}

interface Trigger {
  /** When the order became tradable, if it has. */
  readonly ms: number | undefined;
  readonly highWaterMark: string | null;
}

function trigger(tape: Tape, order: OrderState, fromMs: number, untilMs: number): Trigger {
  const { highWaterMark } = order;
  if (order.triggered) return { ms: fromMs, highWaterMark };
  if (order.type === 'trailing_stop') {
    const { reachedMs, mark } = followTrail(tape, order, fromMs, untilMs);
    return { ms: reachedMs, highWaterMark: mark === undefined ? null : formatNano(mark) };
  }
  return { ms: firstCrossing(tape, stopCrossing(tape.instrument, order), fromMs, untilMs), highWaterMark };
}

/**
 * Plays an open order against the tape up to and including `toMs`. The result depends on the order and the
 * time only, not on how often it is asked for: whoever looks later finds the same fill at the same second.
 */
export function playOrder(tape: Tape, order: OrderState, toMs: number): Progress {
  const fromMs = Math.max(order.scanFromMs, order.activeFromMs);
  const untilMs = Math.min(toMs, order.activeUntilMs - 1);
  const stop = trigger(tape, order, fromMs, untilMs);
  if (stop.ms !== undefined) {
    const ms = firstCrossing(tape, limitCrossing(tape.instrument, order), stop.ms, untilMs);
    if (ms !== undefined) {
      const price = executionPrice(tape.instrument, order, tape.priceAt(ms));
      return { kind: 'filled', ms: Math.max(ms, order.createdMs), price };
    }
  }
  if (toMs >= order.activeUntilMs) return { kind: 'ended', ms: order.activeUntilMs };
  if (order.timeInForce === 'ioc' || order.timeInForce === 'fok') return { kind: 'ended', ms: toMs };
  return { kind: 'open', triggered: stop.ms !== undefined, highWaterMark: stop.highWaterMark };
}
