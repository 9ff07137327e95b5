import type { Faults } from './faults.ts';
import { Instance } from './instance.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import { type Services, type Surroundings, servicesOf } from './services.ts';

export interface Running {
  readonly instance: Instance;
  readonly services: Services;
}

/** The instances of one function. Another one takes the place of one that died, and knows nothing of it. */
export class Pool {
  readonly #name: string;
  readonly #size: number;
  readonly #world: Surroundings & { readonly scheduler: Scheduler; readonly faults: Faults };
  readonly #random: Random;
  readonly #running = new Map<number, Running>();
  #started = 0;

  constructor(
    name: string,
    size: number,
    world: Surroundings & { readonly scheduler: Scheduler; readonly faults: Faults },
  ) {
    this.#name = name;
    this.#size = size;
    this.#world = world;
    this.#random = world.random.fork();
  }

  pick(): Running {
    const place = this.#random.below(this.#size);
    const running = this.#running.get(place);
    if (running?.instance.alive) return running;
    this.#started += 1;
    const most = this.#world.faults.plan.skewMs;
    const skewMs = this.#random.between(-most, most);
    const instance = new Instance(`${this.#name}-${this.#started}`, skewMs, this.#world);
    const started = { instance, services: servicesOf(instance, this.#world) };
    this.#running.set(place, started);
    return started;
  }

  /** All of them are replaced, as after a deployment: clocks and caches of before are gone. */
  replace(): void {
    this.#running.clear();
  }
}
