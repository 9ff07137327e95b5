import { type PulseResult, pulse } from '../../../functions/src/pulse/pulse.ts';
import { Died } from './instance.ts';
import type { World } from './world.ts';

/** The scheduler, who delivers each minute at least once while things go well, and any number of times while not. */
export class Heartbeat {
  readonly #world: World;
  readonly #underWay: Promise<unknown>[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** Sends a minute's pulse on its way, now or later, once or more often. */
  deliver(minute: number): void {
    const { random, faults, scheduler } = this.#world;
    const bad = faults.isBad(scheduler.now);
    const { repeated, delayed } = faults.plan;
    do {
      const late = bad && random.chance(delayed) ? random.between(1_000, 100_000) : random.between(0, 400);
      this.#underWay.push(scheduler.pause(late).then(() => this.beat(minute)));
    } while (bad && random.chance(repeated));
  }

  /** What one delivery came to; undefined where nobody says. */
  async beat(minute: number): Promise<PulseResult | undefined> {
    const { instance, services } = this.#world.pulses.pick();
    const isBad = this.#world.faults.isBad(this.#world.scheduler.now);
    try {
      const scheduledAt = new Date(minute);
      const { limits, watch } = this.#world;
      const result = await instance.host(() => pulse({ scheduledAt }, limits, services.pulse));
      watch.seeDeclined(minute, result);
      return result;
    } catch (thrown) {
      this.#world.trace.note(() => `${instance.name} gave up a pulse: ${String(thrown)}`);
      if (thrown instanceof Died || isBad) return undefined;
      this.#world.watch.violations.push(`a pulse failed although all was well: ${String(thrown)}`);
      return undefined;
    }
  }

  /** Waits for all that is under way. */
  async quiet(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.#world.tasks.quiet();
  }
}
