import type { PulsePorts } from '../../../functions/src/pulse/ports.ts';
import { pulse } from '../../../functions/src/pulse/pulse.ts';
import { sentTask, syncShard } from '../../../functions/src/pulse/sync-shard.ts';
import { limitsWith } from '../../../functions/test-support/pulse-limits.ts';
import type { GrowthFigures } from './growth.ts';
import { timedPorts } from './timed-ports.ts';

/** Run with `--expose-gc SIZE ROUNDS CONCURRENCY`; writes `GrowthFigures` as JSON to standard output. */
const [size = 0, rounds = 0, concurrency = 0] = process.argv.slice(2).map(Number);
/** As many as it takes until the code is compiled, and no fewer than a measurement can resolve. */
const AT_LEAST = 20_000;
const limits = limitsWith({ PULSE_CONCURRENCY: concurrency });

const portsOf = (tenants: number): PulsePorts =>
  timedPorts({ tenants, trades: 5, brokerMs: () => 0, firestoreMs: 0 });

/** Pulses over so many tenants, so often that there are enough to measure. @returns milliseconds of CPU for a tenant */
async function cpuMsPerTenant(): Promise<number> {
  const times = Math.max(1, Math.ceil(AT_LEAST / size));
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await pulseWithShards();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (times * size);
}

/** A pulse, and then its shards one after the other, where there are any. */
async function pulseWithShards(): Promise<void> {
  const ports = portsOf(size);
  const tasks: object[] = [];
  const queue: PulsePorts['queue'] = { enqueue: async task => void tasks.push(sentTask(task)) };
  await pulse({ scheduledAt: new Date() }, limits, { ...ports, queue });
  for (const task of tasks) await syncShard(task, limits, ports);
}

/** MiB in use at most when a page is asked for, beyond what was in use before. */
async function heapMiB(): Promise<number> {
  const ports = portsOf(size);
  const before = inUse();
  let most = 0;
  const due: PulsePorts['due'] = {
    ...ports.due,
    async *pages(whom) {
      let page = 0;
      for await (const uids of ports.due.pages(whom)) {
        page += 1;
        if (page % 10 === 1) most = Math.max(most, inUse() - before);
        yield uids;
      }
    },
  };
  await pulse({ scheduledAt: new Date() }, limits, { ...ports, due });
  return most / 2 ** 20;
}

function inUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

await cpuMsPerTenant();
const figures: { -readonly [Name in keyof GrowthFigures]: number[] } = { cpuMsPerTenant: [], heapMiB: [] };
for (let round = 0; round < rounds; round += 1) {
  figures.cpuMsPerTenant.push(await cpuMsPerTenant());
  figures.heapMiB.push(await heapMiB());
}
process.stdout.write(JSON.stringify(figures));
