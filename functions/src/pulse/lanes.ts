import type { Clock } from '../runtime/clock.ts';
import { Patience } from './patience.ts';

/** Nobody is cut short for others before that, in milliseconds: all may be slow at the moment. */
const LEAST_TURN_MS = 3_000;
/** How soon it is looked again whether there is room, in milliseconds. */
const LOOK_AGAIN_MS = 10;

/** One tenant's work in a shard. */
export interface LaneWork {
  /** Whether it was slow or failed the last time: then it has no place among the healthy ones. */
  readonly troubled: boolean;
  /** Does it. Must not reject, and should end soon after the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface LaneLimits {
  /** How many healthy tenants are synced at a time; as many again at most, where some of them turn out to be slow. */
  readonly healthy: number;
  /** How many of the others, in room of their own. */
  readonly troubled: number;
  /** How many that turned out to be slow go on beside them; beyond that, whose turn has lasted longest is cut short. */
  readonly slow: number;
}

/** When a shard ends, whatever its tenants do. */
export interface Cutoff {
  /** Nobody's turn begins from here on. */
  readonly startBefore: Date;
  /** Who is still at work is cut short. */
  readonly cutAt: Date;
  /** Who has not listened is left behind. */
  readonly leaveAt: Date;
}

/** Who did not come to an end. */
export interface CutShort<W> {
  /** Their turn did not come. */
  readonly notBegun: readonly W[];
  /** They were at work, and may end yet. */
  readonly leftBehind: readonly W[];
}

/**
 * Gives every tenant its turn, so that those who hang cost the others nothing: whoever was slow or failed the last time has
 * room apart, and whoever takes longer than the others do gives its place back, and goes on beside them. Waiting costs
 * no processor, so a place bounds what is done at a time and not what is waited for.
 *
 * @param works in the order of their turns
 * @param stop ends it at once, as the cutoff does
 */
export function runLanes<W extends LaneWork>(
  works: readonly W[],
  limits: LaneLimits,
  cutoff: Cutoff,
  clock: Clock,
  stop: AbortSignal,
): Promise<CutShort<W>> {
  return new Lanes(works, limits, clock).run(cutoff, stop);
}

/** A tenant's turn, from its begin to its end. */
interface Turn<W> {
  readonly work: W;
  readonly startedAt: number;
  readonly controller: AbortController;
}

class Lanes<W extends LaneWork> {
  readonly #limits: LaneLimits;
  readonly #clock: Clock;
  /** Whose turn comes next is last. */
  readonly #waiting: { readonly healthy: W[]; readonly troubled: W[] };
  readonly #places = { healthy: new Set<Turn<W>>(), troubled: new Set<Turn<W>>(), slow: new Set<Turn<W>>() };
  readonly #turns = new Set<Turn<W>>();
  readonly #patience = new Patience();
  readonly #done = Promise.withResolvers<CutShort<W>>();
  #closed = false;
  #nextLook: (() => void) | undefined;

  constructor(works: readonly W[], limits: LaneLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#waiting = {
      healthy: works.filter(({ troubled }) => !troubled).toReversed(),
      troubled: works.filter(({ troubled }) => troubled).toReversed(),
    };
  }

  async run(cutoff: Cutoff, stop: AbortSignal): Promise<CutShort<W>> {
    const close = () => {
      this.#closed = true;
      this.#fill();
    };
    const cut = () => {
      for (const turn of this.#turns) cutShort(turn);
      close();
    };
    const at = (time: Date, action: () => void) => this.#clock.after(time.getTime() - this.#nowMs(), action);
    const timers = [
      at(cutoff.startBefore, close),
      at(cutoff.cutAt, cut),
      at(cutoff.leaveAt, () => this.#finish()),
    ];
    stop.addEventListener('abort', cut);
    this.#closed = stop.aborted || this.#nowMs() >= cutoff.startBefore.getTime();
    this.#fill();
    try {
      return await this.#done.promise;
    } finally {
      for (const cancel of timers) cancel();
      this.#nextLook?.();
      stop.removeEventListener('abort', cut);
    }
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }

  #finish(): void {
    this.#closed = true;
    this.#done.resolve({
      notBegun: [...this.#waiting.healthy.toReversed(), ...this.#waiting.troubled.toReversed()],
      leftBehind: [...this.#turns].map(({ work }) => work),
    });
  }

  /** Gives out all places that are free. */
  #fill(): void {
    this.#takeBack();
    const { healthy, troubled } = this.#waiting;
    if (!this.#closed) {
      const places = Math.floor(this.#limits.healthy * this.#patience.placesFactor);
      while (this.#places.healthy.size < places && this.#turns.size < this.#most())
        if (!this.#begin(healthy, this.#places.healthy)) break;
      while (this.#places.troubled.size < this.#limits.troubled)
        if (!this.#begin(troubled, this.#places.troubled)) break;
    }
    const noneWaits = this.#closed || (healthy.length === 0 && troubled.length === 0);
    if (noneWaits && this.#turns.size === 0) this.#finish();
    else this.#lookAgain();
  }

  /** Who is cut short may take a while to notice; even so there is an end to how many are at work. */
  #most(): number {
    const { healthy, troubled, slow } = this.#limits;
    return 2 * (healthy + slow) + troubled;
  }

  #begin(queue: W[], lane: Set<Turn<W>>): boolean {
    const work = queue.pop();
    if (work === undefined) return false;
    const turn: Turn<W> = { work, startedAt: this.#nowMs(), controller: new AbortController() };
    lane.add(turn);
    this.#turns.add(turn);
    void work.run(turn.controller.signal).finally(() => this.#end(turn));
    return true;
  }

  #end(turn: Turn<W>): void {
    if (!turn.work.troubled)
      this.#patience.took(this.#nowMs() - turn.startedAt, this.#places.healthy.has(turn));
    this.#turns.delete(turn);
    for (const lane of Object.values(this.#places)) lane.delete(turn);
    this.#fill();
  }

  /** Whoever has had a healthy place for too long goes on beside the others. */
  #takeBack(): void {
    const { healthy, slow } = this.#places;
    for (const turn of healthy) {
      if (this.#ageMs(turn) < this.#patience.ms || !this.#makeRoom()) break;
      healthy.delete(turn);
      slow.add(turn);
      this.#patience.gaveBack();
    }
  }

  /** Whether there is room for one more that is slow. Whose turn has lasted longest is cut short for it, after a while. */
  #makeRoom(): boolean {
    const { slow } = this.#places;
    const [longest] = slow;
    if (slow.size < this.#limits.slow || longest === undefined) return slow.size < this.#limits.slow;
    if (this.#ageMs(longest) < LEAST_TURN_MS) return false;
    slow.delete(longest);
    cutShort(longest);
    return true;
  }

  #ageMs({ startedAt }: Turn<W>): number {
    return this.#nowMs() - startedAt;
  }

  /** Nothing tells that a place is to be given back, so somebody has to look. */
  #lookAgain(): void {
    this.#nextLook?.();
    const [first] = this.#places.healthy;
    if (first === undefined || this.#waiting.healthy.length === 0 || this.#closed) return;
    const inMs = Math.max(this.#patience.ms - this.#ageMs(first), LOOK_AGAIN_MS);
    this.#nextLook = this.#clock.after(inMs, () => this.#fill());
  }
}

const cutShort = ({ controller }: Turn<unknown>): void =>
  controller.abort(new DOMException('The time for this tenant is over.', 'TimeoutError'));
