import { TradingCalendar } from '../clock/calendar.ts';
import type { DailyBar } from './daily-bar.ts';
import type { History } from './history.ts';
import { INSTRUMENTS, type Instrument } from './instruments.ts';
import { syntheticCrypto, syntheticStock } from './synthetic.ts';
import { Tape } from './tape.ts';

/** The date that the synthetic instruments' anchor prices belong to: the timeline's default start. */
export const REFERENCE_DATE = '2017-01-03';

/** Every instrument's tape, made when it is first asked for. */
export class Market {
  readonly calendar: TradingCalendar;
  readonly #history: History;
  /** Seeds everything invented. */
  readonly seed: number;
  readonly #tapes = new Map<string, Tape>();

  constructor(history: History, seed: number) {
    this.#history = history;
    this.seed = seed;
    this.calendar = new TradingCalendar(history.dates);
  }

  tape(instrument: Instrument): Tape {
    let tape = this.#tapes.get(instrument.symbol);
    if (tape === undefined) {
      tape = new Tape(instrument, this.#dailyBars(instrument), this.calendar, this.seed);
      this.#tapes.set(instrument.symbol, tape);
    }
    return tape;
  }

  get instruments(): readonly Instrument[] {
    return INSTRUMENTS;
  }

  #dailyBars(instrument: Instrument): readonly DailyBar[] {
    const source = instrument.source;
    switch (source.kind) {
      case 'aapl':
        return this.#history.aapl;
      case 'sp500':
        return this.#history.sp500;
      case 'synthetic': {
        const generate = instrument.assetClass === 'crypto' ? syntheticCrypto : syntheticStock;
        return generate(instrument, source, this.#history.sp500, this.seed, REFERENCE_DATE);
      }
    }
  }
}
