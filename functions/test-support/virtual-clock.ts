import { setImmediate as immediate } from 'node:timers/promises';
import type { Clock } from '../src/runtime/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** A clock whose time passes only while nobody has anything else to do: then it goes on to the next timer. */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  after(milliseconds: number, action: () => void): () => void {
    this.#order += 1;
    const timer = { at: this.#now + Math.max(0, milliseconds), order: this.#order, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Resolves when so much time has passed. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      this.after(milliseconds, resolve);
    });
  }

  /** Lets time pass until the work is done, and answers what it answers. Rejects when nothing is left to wait for. */
  async until<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const settled = work.finally(() => {
      done = true;
    });
    settled.catch(() => undefined);
    while (true) {
      await immediate();
      if (done) return settled;
      const next = [...this.#timers].reduce<Timer | undefined>(
        (first, timer) => (first && (first.at - timer.at || first.order - timer.order) <= 0 ? first : timer),
        undefined,
      );
      if (next === undefined) throw new Error('Nothing is left that could end this work.');
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
  }
}
