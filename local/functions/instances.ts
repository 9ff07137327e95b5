import { join } from 'node:path';
import { type Instance, type InstanceSetting, startInstance } from './instance.ts';

/** The instance that serves right now, and how it is replaced. */
export interface Instances {
  /** Lends the instance for one request; a request that comes while there is none waits for the next. */
  use<Result>(work: (instance: Instance) => Promise<Result>): Promise<Result>;
  /** Puts a new one in its place, which then serves what comes; the old one finishes what it has. */
  replace(): Promise<void>;
  /** Ends them all. Resolves when none is left. */
  stop(): Promise<void>;
}

export interface InstancesSetting extends Omit<InstanceSetting, 'socket'> {
  /** Where the sockets are made. */
  readonly directory: string;
  /** Hears of what a person should know. */
  readonly tell: (sentence: string) => void;
  /** Hears when an instance ended and none could be put in its place. */
  readonly onGone: (error: Error) => void;
  /** Hears of the functions of each new instance. */
  readonly onStarted: (instance: Instance) => void;
}

/** Starts the first instance, and another whenever it ends by itself. @throws UnservableBundle when the first fails */
export async function openInstances(setting: InstancesSetting): Promise<Instances> {
  const { directory, tell } = setting;
  /** Those in service or about to be, with the number of requests that each has. */
  const working = new Map<Instance, number>();
  const alive = new Set<Instance>();
  let stopped = false;
  let count = 0;
  let current: Promise<Instance>;

  const start = async (): Promise<Instance> => {
    count += 1;
    const instance = await startInstance({ ...setting, socket: join(directory, `${count}.sock`) });
    working.set(instance, 0);
    alive.add(instance);
    void instance.ended.then(how => {
      alive.delete(instance);
      return restart(instance, how);
    });
    if (stopped) instance.stop();
    setting.onStarted(instance);
    return instance;
  };

  async function restart(ended: Instance, how: string): Promise<void> {
    const retired = !working.delete(ended);
    if (retired || stopped || (await current) !== ended) return;
    tell(`the process that runs the functions ${how}; it is started again`);
    current = start();
    current.catch(setting.onGone);
  }

  /** Takes an instance out of service: it is asked to leave once it has nothing to do. */
  function retire(instance: Instance): void {
    if (working.get(instance) !== 0) return;
    working.delete(instance);
    instance.stop();
  }

  current = start();
  await current;
  return {
    async use(work) {
      const instance = await current;
      working.set(instance, (working.get(instance) ?? 0) + 1);
      try {
        return await work(instance);
      } finally {
        const left = (working.get(instance) ?? 1) - 1;
        if (working.has(instance)) working.set(instance, left);
        if (instance !== (await current)) retire(instance);
      }
    },
    async replace() {
      const old = await current;
      const next = await start();
      current = Promise.resolve(next);
      retire(old);
    },
    async stop() {
      stopped = true;
      for (const instance of alive) instance.stop();
      await Promise.all([...alive].map(({ ended }) => ended));
    },
  };
}
