import type { Random } from './random.ts';

interface Event {
  readonly at: number;
  /** Which of two events of the same moment comes first. */
  readonly order: number;
  run: (() => void) | undefined;
}

/**
 * Virtual time, and the only thing that moves it. Whatever a run waits for is an event here: the next one happens when
 * everything that the last one set free has come to its next wait. So the order of all that happens is the seed's.
 */
export class Scheduler {
  readonly #random: Random;
  readonly #heap: Event[] = [];
  #now: number;
  #steps = 0;

  constructor(start: number, random: Random) {
    this.#now = start;
    this.#random = random;
  }

  /** In milliseconds since 1970. */
  get now(): number {
    return this.#now;
  }

  /** How many events have happened. */
  get steps(): number {
    return this.#steps;
  }

  /** Lets `run` happen after so many milliseconds; answers how to call it off. */
  after(milliseconds: number, run: () => void): () => void {
    const event: Event = { at: this.#now + Math.max(0, milliseconds), order: this.#random.next(), run };
    this.#push(event);
    return () => {
      event.run = undefined;
    };
  }

  /** Waits for so many milliseconds of virtual time. */
  pause(milliseconds: number): Promise<void> {
    return new Promise(resolve => this.after(milliseconds, resolve));
  }

  /**
   * Lets events happen until the work is done.
   *
   * @throws whatever the work throws; Error when nothing is left that it could wait for, or it goes on without end
   */
  async run<T>(work: Promise<T>, mostSteps = 200_000): Promise<T> {
    let done = false;
    const finish = () => {
      done = true;
    };
    work.then(finish, finish);
    const last = this.#steps + mostSteps;
    await everythingElse();
    while (!done) {
      const event = this.#pop();
      if (!event) throw new Error('Everything waits, and nothing is left to happen.');
      if (!event.run) continue;
      if (this.#steps === last) throw new Error(`There was no end after ${mostSteps} events.`);
      this.#steps += 1;
      this.#now = Math.max(this.#now, event.at);
      event.run();
      await everythingElse();
    }
    return work;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as Event;
      if (isBefore(above, event)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
  }

  #pop(): Event | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1;
      if (isBefore(last, heap[child] as Event)) break;
      heap[index] = heap[child] as Event;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

const isBefore = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** Lets all continuations run that nothing holds up. */
const everythingElse = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
