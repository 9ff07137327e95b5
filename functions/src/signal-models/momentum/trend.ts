/** How many daily steps are looked at: a month of trading. */
export const TREND_DAYS = 20;

/** A move that was this many times the usual one counts in full. */
const STRONGEST = 3;

/** What the closes of a month say. */
export interface Trend {
  /** From the first close to the last, as a fraction: 0.05 is 5 % up. */
  readonly change: number;
  /**
   * The change in units of what the daily swings would add up to by chance; from -3 to 3, and 0 for no change.
   * A small steady move and a large jumpy one can be equally strong.
   */
  readonly strength: number;
}

/**
 * The trend of the last 20 days.
 *
 * @param closes daily closes, oldest first; all positive
 * @returns undefined with fewer than 21 closes
 */
export function computeTrend(closes: readonly number[]): Trend | undefined {
  const window = closes.slice(-(TREND_DAYS + 1));
  const [first] = window;
  const last = window.at(-1);
  if (window.length <= TREND_DAYS || first === undefined || last === undefined) return undefined;
  const steps = window.slice(1).map((close, index) => Math.log(close / (window[index] ?? close)));
  const mean = steps.reduce((sum, step) => sum + step, 0) / TREND_DAYS;
  const variance = steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / (TREND_DAYS - 1);
  const swing = Math.sqrt(variance * TREND_DAYS);
  const drift = Math.log(last / first);
  // A market that moves in perfectly even steps has no swing at all: the strongest trend there is.
  const strength = swing < 1e-9 ? Math.sign(drift) * STRONGEST : drift / swing;
  return { change: last / first - 1, strength: Math.max(-STRONGEST, Math.min(STRONGEST, strength)) };
}
