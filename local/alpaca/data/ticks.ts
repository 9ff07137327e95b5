import { quoteAround } from '../prices/quote.ts';
import { hash32 } from '../prices/random.ts';
import type { Tape } from '../prices/tape.ts';
import { priceNumber, sizeNumber } from '../prices/units.ts';

/** A repeatable whole number in [1, most]. */
function size(tape: Tape, ms: number, what: string, most: number): number {
  return 1 + (hash32(`${what}/${tape.instrument.symbol}/${ms}`) % most);
}

function lots(tape: Tape, ms: number, what: string, most: number): number {
  const scale = tape.instrument.assetClass === 'crypto' ? 10 ** tape.instrument.lotDecimals : 1;
  return sizeNumber(tape.instrument, Math.max(1, Math.floor((size(tape, ms, what, most) * scale) / 10)));
}

/**
 * The trade of a second of market time as the wire has it.
 * @param stamp the time that it is given out under: market time in history, the wall's for the latest one.
 */
export function tradeAt(tape: Tape, ms: number, stamp: number) {
  const second = Math.floor(ms / 1000) * 1000;
  const p = priceNumber(tape.instrument, tape.priceAt(ms));
  const t = new Date(stamp).toISOString();
  const i = Math.floor(second / 1000);
  if (tape.instrument.assetClass === 'crypto') {
    const tks = size(tape, second, 'taker', 2) === 1 ? 'B' : 'S';
    return { t, p, s: lots(tape, second, 'trade', 40), tks, i };
  }
  return { t, x: 'V', p, s: size(tape, second, 'trade', 400), c: ['@'], i, z: 'C' };
}

/** The best bid and ask of a second of market time as the wire has them. */
export function quoteAt(tape: Tape, ms: number, stamp: number) {
  const second = Math.floor(ms / 1000) * 1000;
  const { bid, ask } = quoteAround(tape.instrument, tape.priceAt(ms));
  const t = new Date(stamp).toISOString();
  const ap = priceNumber(tape.instrument, ask);
  const bp = priceNumber(tape.instrument, bid);
  if (tape.instrument.assetClass === 'crypto') {
    return { t, bp, bs: lots(tape, second, 'bid', 90), ap, as: lots(tape, second, 'ask', 90) };
  }
  const bidSize = size(tape, second, 'bid', 9);
  const askSize = size(tape, second, 'ask', 9);
  return { t, ax: 'V', ap, as: askSize, bx: 'V', bp, bs: bidSize, c: ['R'], z: 'C' };
}
