/** How long a tenant may keep a place before others have shown how long it takes, in milliseconds. */
const FIRST_PATIENCE_MS = 500;
/** Nobody gives a place back before that, however quick the others are. */
const LEAST_PATIENCE_MS = 50;
/** A tenant gives its place back once it has taken so many times as long as most others took. */
const PATIENCE_FACTOR = 1.25;
/** Durations that the usual one is told from. */
const REMEMBERED = 48;
const ENOUGH = 4;
/** How many times as many places there are at most, where some of who take them turn out to be slow. */
const MOST_PLACES_FACTOR = 2;

/** How long tenants take, and how many of them are slow, as far as a shard has come. */
export class Patience {
  readonly #durations: number[] = [];
  #ms = FIRST_PATIENCE_MS;
  #inTime = 0;
  #late = 0;

  /** After so long a tenant gives its place back, in milliseconds. */
  get ms(): number {
    return this.#ms;
  }

  /**
   * How many times as many places are worth having: of who take the places, the share that turns out to be slow holds
   * some of them in vain.
   */
  get placesFactor(): number {
    if (this.#late === 0) return 1;
    return Math.min(MOST_PLACES_FACTOR, (this.#inTime + this.#late) / Math.max(1, this.#inTime));
  }

  /** A tenant gave its place back. */
  gaveBack(): void {
    this.#late += 1;
  }

  /** A tenant is done. */
  took(milliseconds: number, inTime: boolean): void {
    if (inTime) this.#inTime += 1;
    this.#durations.push(milliseconds);
    if (this.#durations.length > REMEMBERED) this.#durations.shift();
    if (this.#durations.length < ENOUGH) return;
    const ordered = this.#durations.toSorted((one, other) => one - other);
    const usual = ordered[ordered.length >> 1] ?? 0;
    this.#ms = Math.max(LEAST_PATIENCE_MS, usual * PATIENCE_FACTOR);
  }
}
