import type { Clock } from '../../../functions/src/runtime/clock.ts';
import type { Faults, Service } from './faults.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';

/** What an instance asks of somebody else. */
export interface Call<T> {
  readonly service: Service;
  readonly about: string;
  /** Carries it out, where it is carried out, at this time there. What it throws is the answer. */
  readonly serve: (now: number) => T;
  /** What its sender is told when it fails on the way; `changed`: it may have been carried out. */
  readonly failure: (changed: boolean) => Error;
  /** How long its sender's client waits for an answer, in milliseconds, and what it says then. */
  readonly patienceMs: number;
  readonly tooLate: () => Error;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/** How long after a death, or after a failure that was told, something under way may still arrive, in milliseconds. */
const STILL_ARRIVES_MS = 1_500;

/** The process that did the work is gone. */
export class Died extends Error {
  override readonly name = 'Died';
}

/**
 * One process: with a clock of its own, and dead for good once it dies. Whatever it waits for comes through here; what a
 * dead one waits for never comes, so nothing of it ever runs again.
 */
export class Instance {
  readonly name: string;
  readonly clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #faults: Faults;
  readonly #trace: Trace;
  readonly #hosted = new Set<(died: Died) => void>();
  readonly #mayBeStuck: boolean;
  #alive = true;

  constructor(name: string, skewMs: number, world: { scheduler: Scheduler; faults: Faults; trace: Trace }) {
    this.name = name;
    this.#mayBeStuck = !name.startsWith('callable');
    this.#scheduler = world.scheduler;
    this.#faults = world.faults;
    this.#trace = world.trace;
    this.clock = {
      now: () => new Date(this.#scheduler.now + skewMs),
      after: (milliseconds, action) => this.#later(milliseconds, action),
    };
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Does work here. @throws what the work throws; Died */
  host<T>(work: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#hosted.add(reject);
    const settle =
      <V>(how: (value: V) => void) =>
      (value: V) => {
        this.#hosted.delete(reject);
        how(value);
      };
    work().then(settle(resolve), settle(reject));
    return promise;
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise(resolve => this.#later(milliseconds, resolve));
  }

  /** @throws what the one who is asked throws, or what the call says that failures are */
  ask<T>(call: Call<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    if (!this.#alive) return promise;
    const { fate: drawn, thereMs, backMs, death } = this.#faults.next(call.service, this.#scheduler.now);
    const fate = drawn === 'stuck' && !this.#mayBeStuck ? 'silent' : drawn;
    this.#trace.note(
      () => `${this.name} asks ${call.service}: ${call.about}${fate === 'served' ? '' : ` (${fate})`}`,
    );
    const inMs = (milliseconds: number, run: () => void) => this.#scheduler.after(milliseconds, run);
    if (death === 'asking') {
      this.die();
      if (fate === 'served') inMs(Math.min(thereMs, STILL_ARRIVES_MS), () => this.#unheard(call));
      return promise;
    }
    if (fate === 'stuck') return promise;
    const cancelPatience = this.#later(call.patienceMs, () => reject(call.tooLate()));
    promise.then(cancelPatience, cancelPatience);
    call.signal?.addEventListener('abort', () => reject(call.tooLate()));
    if (fate === 'silent') return promise;
    inMs(thereMs, () => {
      if (fate === 'refused') return reject(call.failure(false));
      if (fate === 'late') {
        inMs(STILL_ARRIVES_MS, () => this.#unheard(call));
        return reject(call.failure(true));
      }
      const answer = this.#served(call, fate === 'lost', resolve, reject);
      if (death === 'asked') this.die();
      this.#later(backMs, answer);
    });
    return promise;
  }

  die(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#trace.note(() => `${this.name} dies`);
    for (const reject of this.#hosted) reject(new Died(this.name));
    this.#hosted.clear();
  }

  #served<T>(
    { serve, failure }: Call<T>,
    isLost: boolean,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ): () => void {
    try {
      const value = serve(this.#scheduler.now);
      return isLost ? () => reject(failure(true)) : () => resolve(value);
    } catch (thrown) {
      return () => reject(thrown);
    }
  }

  /** Carries it out, or tries to: whoever asked is gone, or was told already. */
  #unheard({ about, serve }: Call<unknown>): void {
    this.#trace.note(() => `what ${this.name} asked arrives: ${about}`);
    try {
      serve(this.#scheduler.now);
    } catch {
      // Nobody is told.
    }
  }

  #later(milliseconds: number, action: () => void): () => void {
    return this.#scheduler.after(milliseconds, () => {
      if (this.#alive) action();
    });
  }
}
