import type { PulseLimits } from '../../../functions/src/pulse/limits.ts';
import type { ShardQueue } from '../../../functions/src/pulse/ports.ts';
import { syncShard } from '../../../functions/src/pulse/sync-shard.ts';
import { shardQueue } from '../../../functions/src/wiring/shard-queue.ts';
import type { Instance } from './instance.ts';
import type { World } from './world.ts';

/** As `syncUsers` is deployed. */
const MAX_ATTEMPTS = 5;
const RETRIED_MS = 50_000;
const TIMEOUT_MS = 10_000;

interface Task {
  readonly id: string;
  readonly body: object;
  readonly firstAt: number;
}

class AlreadyThere extends Error {
  readonly code = 'functions/task-already-exists';
}

/** Cloud Tasks: each task once by its id, and to whoever takes it at least once, in any order. */
export class Tasks {
  readonly #world: World;
  readonly #limits: PulseLimits;
  readonly #ids = new Set<string>();
  #underWay: Promise<void>[] = [];

  constructor(world: World, limits: PulseLimits) {
    this.#world = world;
    this.#limits = limits;
  }

  /** The queue, as one instance reaches it. */
  for(instance: Instance): ShardQueue {
    return shardQueue({
      enqueue: (body, { id = '', ...options } = {}) => {
        const at = 'scheduleTime' in options ? options.scheduleTime : undefined;
        return instance.ask({
          service: 'tasks',
          about: id,
          serve: now => this.#take({ id, body, firstAt: Math.max(now, at?.getTime() ?? 0) }),
          failure: () => new Error('unavailable'),
          patienceMs: TIMEOUT_MS,
          tooLate: () => new Error('no answer'),
        });
      },
    });
  }

  /** Waits until no task is left. */
  async quiet(): Promise<void> {
    while (this.#underWay.length > 0) {
      const underWay = this.#underWay;
      this.#underWay = [];
      await Promise.all(underWay);
    }
  }

  #take(task: Task): void {
    if (this.#ids.has(task.id)) throw new AlreadyThere();
    this.#ids.add(task.id);
    const { faults, random, scheduler } = this.#world;
    do {
      this.#underWay.push(this.#deliver(task));
    } while (faults.isBad(scheduler.now) && random.chance(faults.plan.repeated));
  }

  /** Until it is taken, or too old. */
  async #deliver({ id, body, firstAt }: Task): Promise<void> {
    const { faults, random, scheduler } = this.#world;
    const isLate = faults.isBad(scheduler.now) && random.chance(faults.plan.delayed);
    await scheduler.pause(firstAt - scheduler.now + random.between(0, isLate ? 70_000 : 200));
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      if (await this.#dispatch(id, body)) return;
      await scheduler.pause(Math.min(8_000, 1_000 * 2 ** attempt));
      if (scheduler.now - firstAt > RETRIED_MS) return;
    }
  }

  async #dispatch(id: string, body: object): Promise<boolean> {
    const { shards, scheduler, trace, watch } = this.#world;
    const { instance, services } = shards.pick();
    trace.note(() => `${instance.name} gets the task ${id}`);
    const startedAt = scheduler.now;
    try {
      const result = await instance.host(() => syncShard(body, this.#limits, services.pulse));
      const isOver = 'startBefore' in body && startedAt - watch.skewMs > Date.parse(String(body.startBefore));
      if (result === 'synced' && isOver) watch.violations.push(`the task ${id} was done when it was over`);
      return true;
    } catch (thrown) {
      trace.note(() => `${instance.name} fails at the task ${id}: ${String(thrown)}`);
      return false;
    }
  }
}
