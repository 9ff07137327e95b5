import { type Nano, ONE } from '../money/nano.ts';
import type { Instrument } from './instruments.ts';

/** Ticks as a JSON number. One correctly rounded division, so it prints as the decimal it stands for. */
export function priceNumber(instrument: Instrument, ticks: number): number {
  return ticks / 10 ** instrument.priceDecimals;
}

/** Lots as a JSON number. */
export function sizeNumber(instrument: Instrument, lots: number): number {
  return lots / 10 ** instrument.lotDecimals;
}

/** Ticks as an exact dollar amount. */
export function priceNano(instrument: Instrument, ticks: number): Nano {
  return (BigInt(ticks) * ONE) / 10n ** BigInt(instrument.priceDecimals);
}
