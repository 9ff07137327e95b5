import type { DailyBar } from './daily-bar.ts';
import { intradayPath } from './path.ts';
import { seededRandom } from './random.ts';

/** Prices are fixed every so many seconds and run straight in between. */
export const STEP_SECONDS = 15;

const STEPS_A_MINUTE = 60 / STEP_SECONDS;

/** One minute's trading in ticks and lots. */
export interface MinuteBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** How busy a minute is by the time of day alone: busiest at both ends, as stock markets are. */
function usualActivity(position: number): number {
  return 0.6 + 1.6 * (2 * position - 1) ** 2;
}

/** The second-by-second prices and minute-by-minute volumes of one trading day. */
export class DayPath {
  readonly minutes: number;
  readonly #points: Int32Array;
  readonly #volumeBefore: Float64Array;

  /** @param minutes length of the trading day. @param name seeds the day's randomness. */
  constructor(bar: DailyBar, minutes: number, name: string) {
    this.minutes = minutes;
    this.#points = intradayPath(bar, minutes * STEPS_A_MINUTE, seededRandom(`${name}/path`));
    this.#volumeBefore = this.#spreadVolume(bar.volume);
  }

  /** The price in ticks `second` seconds into the day; beyond the end, the close. */
  priceAt(second: number): number {
    const step = Math.floor(second / STEP_SECONDS);
    const from = this.point(step);
    const to = this.point(step + 1);
    return from + Math.round(((to - from) * (second % STEP_SECONDS)) / STEP_SECONDS);
  }

  /** The price in ticks at a step; before the first and beyond the last, the open and the close. */
  point(step: number): number {
    return this.#points[Math.max(0, Math.min(step, this.#points.length - 1))] ?? 0;
  }

  minute(index: number): MinuteBar {
    const first = index * STEPS_A_MINUTE;
    const open = this.point(first);
    let high = open;
    let low = open;
    for (let i = 1; i <= STEPS_A_MINUTE; i++) {
      const price = this.point(first + i);
      if (price > high) high = price;
      if (price < low) low = price;
    }
    const close = this.point(first + STEPS_A_MINUTE);
    return { open, high, low, close, volume: this.volumeBefore(index + 1) - this.volumeBefore(index) };
  }

  /** Lots traded in the minutes before `minute`: whole, and the day's volume at the end. */
  volumeBefore(minute: number): number {
    return this.#volumeBefore[Math.max(0, Math.min(minute, this.minutes))] ?? 0;
  }

  /** Highest and lowest price from the open up to and including `second`. */
  rangeUntil(second: number): { high: number; low: number } {
    let high = this.priceAt(second);
    let low = high;
    for (let step = 0; step * STEP_SECONDS <= second; step++) {
      const price = this.point(step);
      if (price > high) high = price;
      if (price < low) low = price;
    }
    return { high, low };
  }

  #spreadVolume(volume: number): Float64Array {
    const cumulative = new Float64Array(this.minutes + 1);
    let total = 0;
    for (let i = 0; i < this.minutes; i++) {
      const first = i * STEPS_A_MINUTE;
      let travelled = 0;
      for (let k = 0; k < STEPS_A_MINUTE; k++) {
        travelled += Math.abs(this.point(first + k + 1) - this.point(first + k));
      }
      total += usualActivity(i / this.minutes) * (1 + travelled);
      cumulative[i + 1] = total;
    }
    const whole = cumulative.map(before => Math.floor((volume * before) / total));
    // The division may come out a hair below the whole volume.
    whole[this.minutes] = volume;
    return whole;
  }
}
