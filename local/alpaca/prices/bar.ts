import type { Instrument } from './instruments.ts';
import { priceNumber, sizeNumber } from './units.ts';

/** A bar of any length: start in epoch milliseconds of market time, prices in ticks, volume in lots. */
export interface Bar {
  readonly from: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** Sum over the minutes (or whole days) of volume times four times the typical price, in lots and ticks. */
  readonly weighted: number;
}

/** Four times the mean of a bar's four prices, times its volume: what {@link Bar.weighted} adds up. */
export function weightedPrice(bar: Omit<Bar, 'from' | 'weighted'>): number {
  return (bar.open + bar.high + bar.low + bar.close) * bar.volume;
}

/** Two adjacent bars as one. */
export function join(earlier: Bar, later: Bar): Bar {
  return {
    from: earlier.from,
    open: earlier.open,
    high: Math.max(earlier.high, later.high),
    low: Math.min(earlier.low, later.low),
    close: later.close,
    volume: earlier.volume + later.volume,
    weighted: earlier.weighted + later.weighted,
  };
}

/** Shares in a typical trade; makes a trade count out of a volume. */
const TYPICAL_TRADE = 140;

/** A bar as the wire has it. */
export function barView(instrument: Instrument, bar: Bar) {
  const average = bar.volume === 0 ? bar.close : bar.weighted / (4 * bar.volume);
  const volume = sizeNumber(instrument, bar.volume);
  const perTrade =
    instrument.assetClass === 'crypto' ? Math.max(1, 10 ** instrument.lotDecimals / 10) : TYPICAL_TRADE;
  return {
    t: new Date(bar.from).toISOString().replace('.000Z', 'Z'),
    o: priceNumber(instrument, bar.open),
    h: priceNumber(instrument, bar.high),
    l: priceNumber(instrument, bar.low),
    c: priceNumber(instrument, bar.close),
    v: volume,
    n: bar.volume === 0 ? 0 : Math.max(1, Math.round(bar.volume / perTrade)),
    vw: Math.round(priceNumber(instrument, average) * 1e6) / 1e6,
  };
}
