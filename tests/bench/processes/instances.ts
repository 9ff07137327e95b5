import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PulseSettings } from '../../../functions/src/pulse/limits.ts';
import type { DocumentCounts } from '../../support/counted-documents.ts';
import { cpuMs, residentMiB } from './process-usage.ts';

const ENTRY = fileURLToPath(new URL('instance-entry.ts', import.meta.url));

/** Shards that an instance is given at a time, as `syncUsers` is deployed. */
const SHARDS_AT_ONCE = 4;

interface Timed {
  readonly id: number;
  /** How far the instance's clock is to be ahead of the machine's, in milliseconds. */
  readonly aheadMs: number;
  readonly settings: Partial<PulseSettings>;
}

/** What an instance is told. */
export type InstanceOrder =
  | (Timed & { readonly kind: 'pulse'; readonly scheduledAt: string })
  | (Timed & { readonly kind: 'shard'; readonly data: object })
  | { readonly id: number; readonly kind: 'report' };

interface Report {
  readonly successCount: number;
  readonly errorCount: number;
  readonly skippedCount: number;
  /** What went through the doors of the Firestore client since the last report, as it would be billed. */
  readonly asked: DocumentCounts;
}

/** What it says. A task is for whoever started it to hand out. */
export type InstanceAnswer =
  | { readonly kind: 'task'; readonly data: object }
  | { readonly kind: 'done'; readonly id: number }
  | ({ readonly kind: 'reported'; readonly id: number } & Report)
  | { readonly kind: 'failed'; readonly id: number; readonly why: string };

/** What a minute took, all instances together. */
export interface MinuteFigures extends Report {
  /** From the scheduler's call to the end of the last shard. */
  readonly milliseconds: number;
  /** User and system. */
  readonly cpuMs: number;
  /** Of the largest of them. */
  readonly rssMiB: number;
}

/** Instances of the functions, each in a process, and the queue between them. */
export interface Instances {
  /** @throws Error with what a pulse or a shard failed of */
  minute(scheduledAt: Date, settings: Partial<PulseSettings>): Promise<MinuteFigures>;
  stop(): Promise<void>;
}

/**
 * @param env where the servers are
 * @param nodeFlags Node's own flags for each instance, such as those that write a profile
 */
export function startInstances(
  count: number,
  env: Readonly<Record<string, string>>,
  nodeFlags: (instance: number) => readonly string[] = () => [],
): Instances {
  const instances = Array.from({ length: count }, (_, n) => new Instance(env, nodeFlags(n)));
  const [first] = instances;
  if (first === undefined) throw new Error('There must be an instance.');
  return {
    async minute(scheduledAt, settings) {
      const before = await Promise.all(instances.map(instance => instance.cpuMs()));
      const timed = { aheadMs: scheduledAt.getTime() - Date.now(), settings };
      const queue = new LocalQueue(instances, timed);
      const start = performance.now();
      first.onTask = data => queue.add(data);
      await first.tell({ ...timed, kind: 'pulse', scheduledAt: scheduledAt.toISOString() });
      await queue.emptied();
      const milliseconds = performance.now() - start;
      const after = await Promise.all(instances.map(instance => instance.cpuMs()));
      const reports = await Promise.all(instances.map(instance => instance.report()));
      const memory = await Promise.all(instances.map(instance => instance.residentMiB()));
      const sum = (value: (report: Report) => number): number =>
        reports.reduce((all, report) => all + value(report), 0);
      return {
        milliseconds,
        cpuMs: after.reduce((all, ms, n) => all + ms - (before[n] ?? 0), 0),
        rssMiB: Math.max(...memory),
        successCount: sum(report => report.successCount),
        errorCount: sum(report => report.errorCount),
        skippedCount: sum(report => report.skippedCount),
        asked: {
          reads: sum(({ asked }) => asked.reads),
          writes: sum(({ asked }) => asked.writes),
          deletes: sum(({ asked }) => asked.deletes),
        },
      };
    },
    async stop() {
      await Promise.all(instances.map(instance => instance.stop()));
    },
  };
}

type OrderOf<Kind extends InstanceOrder['kind']> = Omit<Extract<InstanceOrder, { kind: Kind }>, 'id'>;

class Instance {
  onTask: (data: object) => void = () => undefined;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<InstanceAnswer>>();
  #lastId = 0;

  constructor(env: Readonly<Record<string, string>>, nodeFlags: readonly string[]) {
    // What it logs is written as in production, but to nowhere.
    this.#child = fork(ENTRY, [], {
      env: { ...process.env, ...env },
      execArgv: [...nodeFlags],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.once('exit', code => {
      const gone = new Error(`An instance ended with code ${code}.`);
      for (const { reject } of this.#waiting.values()) reject(gone);
    });
    this.#child.on('message', (answer: InstanceAnswer) => {
      if (answer.kind === 'task') {
        this.onTask(answer.data);
        return;
      }
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.kind === 'failed') waiting?.reject(new Error(answer.why));
      else waiting?.resolve(answer);
    });
  }

  tell(order: OrderOf<'pulse'> | OrderOf<'shard'> | OrderOf<'report'>): Promise<InstanceAnswer> {
    this.#lastId += 1;
    const waiting = Promise.withResolvers<InstanceAnswer>();
    this.#waiting.set(this.#lastId, waiting);
    this.#child.send({ ...order, id: this.#lastId });
    return waiting.promise;
  }

  async report(): Promise<Report> {
    const answer = await this.tell({ kind: 'report' });
    if (answer.kind !== 'reported') throw new Error(`An instance answered with ${answer.kind}.`);
    return answer;
  }

  cpuMs = (): Promise<number> => cpuMs(this.#child.pid ?? 0);
  residentMiB = (): Promise<number> => residentMiB(this.#child.pid ?? 0);

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}

/** Hands tasks to the instances as they come, without the time that Cloud Tasks would spread them over. */
class LocalQueue {
  readonly #waiting: object[] = [];
  readonly #places: Instance[];
  readonly #timed: Omit<Timed, 'id'>;
  readonly #emptied = Promise.withResolvers<void>();
  #running = 0;
  #closed = false;

  constructor(instances: readonly Instance[], timed: Omit<Timed, 'id'>) {
    this.#places = Array.from({ length: SHARDS_AT_ONCE }, () => instances).flat();
    this.#timed = timed;
  }

  add(data: object): void {
    this.#waiting.push(data);
    this.#handOut();
  }

  /** Resolves when all that was added is done, and rejects when some of it failed. Nothing is added after it. */
  emptied(): Promise<void> {
    this.#closed = true;
    this.#handOut();
    return this.#emptied.promise;
  }

  #handOut(): void {
    while (this.#waiting.length > 0 && this.#places.length > 0) {
      const [data, instance] = [this.#waiting.shift(), this.#places.shift()];
      if (data === undefined || instance === undefined) break;
      this.#running += 1;
      instance.tell({ ...this.#timed, kind: 'shard', data }).then(
        () => {
          this.#running -= 1;
          this.#places.push(instance);
          this.#handOut();
        },
        (error: unknown) => this.#emptied.reject(error),
      );
    }
    if (this.#closed && this.#running === 0 && this.#waiting.length === 0) this.#emptied.resolve();
  }
}
