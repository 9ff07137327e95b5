import type { TradingCalendar, TradingSession } from './calendar.ts';

/** Reads the machine's time, in epoch milliseconds. */
export type WallClock = () => number;

/** What the clock does between a close and the next open: jump over it, or live through it. */
export type ClosedHours = 'skip' | 'keep';

/** What must be written down to continue the same market time after a restart. */
export interface ClockState {
  readonly anchorMarketMs: number;
  readonly anchorWallMs: number;
  readonly speed: number;
  readonly frozen: boolean;
  /** Goes up whenever market time runs backwards: at each wrap and each move to an earlier time. */
  readonly era: number;
}

/** One reading of the clock. */
export interface MarketNow {
  readonly ms: number;
  readonly wallMs: number;
  readonly era: number;
  /** The session that is open now. */
  readonly session: TradingSession | undefined;
}

export interface ClockSettings {
  readonly calendar: TradingCalendar;
  readonly wall: WallClock;
  /** Where the timeline starts, and where it starts again when the data ends. */
  readonly startMs: number;
  readonly closedHours: ClosedHours;
  readonly state: ClockState;
}

export interface ClockChange {
  readonly marketMs?: number | undefined;
  readonly speed?: number | undefined;
  readonly frozen?: boolean | undefined;
}

/**
 * Market time: a position in the replayed years that moves `speed` times as fast as the wall clock.
 *
 * Positions are counted either in calendar time (`keep`) or in open-market time (`skip`), in which the
 * instant after a close is the next open.
 */
export class MarketClock {
  readonly #settings: ClockSettings;
  #state: ClockState;

  constructor(settings: ClockSettings) {
    this.#settings = settings;
    this.#state = settings.state;
  }

  get state(): ClockState {
    return this.#state;
  }

  get startMs(): number {
    return this.#settings.startMs;
  }

  get closedHours(): ClosedHours {
    return this.#settings.closedHours;
  }

  /** The end of the timeline: the close of the last session. */
  get endMs(): number {
    return this.#settings.calendar.last.closeMs;
  }

  now(): MarketNow {
    const wallMs = this.#settings.wall();
    const { anchorMarketMs, anchorWallMs, speed, frozen, era } = this.#state;
    const elapsed = frozen ? 0 : Math.max(0, Math.floor((wallMs - anchorWallMs) * speed));
    const start = this.#position(this.#settings.startMs);
    const end = this.#position(this.endMs);
    const moved = this.#position(anchorMarketMs) + elapsed;
    const laps = moved < end ? 0 : 1 + Math.floor((moved - end) / (end - start));
    const ms = this.#instant(moved - laps * (end - start));
    return { ms, wallMs, era: era + laps, session: this.#settings.calendar.openAt(ms) };
  }

  /**
   * Moves, freezes or changes the pace of the clock from this instant on. In `skip` mode a time in a closed
   * market means the next open.
   */
  change(change: ClockChange): void {
    const now = this.now();
    const wanted = this.#instant(this.#position(change.marketMs ?? now.ms));
    this.#state = {
      anchorMarketMs: wanted,
      anchorWallMs: now.wallMs,
      speed: change.speed ?? this.#state.speed,
      frozen: change.frozen ?? this.#state.frozen,
      era: wanted < now.ms ? now.era + 1 : now.era,
    };
  }

  /** The wall clock's time when market time last was `marketMs`, at the present pace. */
  wallAt(marketMs: number, now: MarketNow): number {
    const distance = this.#position(now.ms) - this.#position(marketMs);
    return Math.round(now.wallMs - distance / this.#state.speed);
  }

  #position(ms: number): number {
    return this.#settings.closedHours === 'skip' ? this.#settings.calendar.toOpenTime(ms) : ms;
  }

  #instant(position: number): number {
    return this.#settings.closedHours === 'skip' ? this.#settings.calendar.fromOpenTime(position) : position;
  }
}
