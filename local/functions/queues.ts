import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { DeployedFunction } from './deployed.ts';

const LOOK_EVERY_MS = 1_000;
/** What Cloud Tasks takes as a queue's name. A function's name may hold more. */
const QUEUE_NAME = /^[A-Za-z0-9-]{1,100}$/;
const statistics = z.record(z.string(), z.unknown());

export interface QueuesSetting {
  /** `host:port` of the Tasks emulator. */
  readonly tasks: string;
  readonly project: string;
  /** Where a function takes its tasks. */
  readonly urlOf: (name: string, region: string) => string;
  /** The functions as they are right now. */
  readonly functions: () => readonly DeployedFunction[];
  readonly tell: (sentence: string) => void;
}

/**
 * Makes a queue in the Tasks emulator for each function that takes tasks, as deploying does, and makes it anew when the
 * emulator has started afresh. Until the signal aborts.
 */
export async function keepQueues(setting: QueuesSetting, signal: AbortSignal): Promise<void> {
  const refused = new Set<string>();
  while (!signal.aborted) {
    // An emulator that is not there yet, or not any more, is asked again.
    if (queuesOf(setting.functions()).length > 0) await makeMissing(setting, refused).catch(() => {});
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

const queuesOf = (functions: readonly DeployedFunction[]) =>
  functions.flatMap(each => each.regions.map(region => ({ ...each, region }))).filter(each => each.queue);

async function makeMissing(setting: QueuesSetting, refused: Set<string>): Promise<void> {
  const { tasks, project, urlOf, functions, tell } = setting;
  const answer = await fetch(`http://${tasks}/queueStats`);
  const there = statistics.parse(await answer.json());
  for (const { name, region, queue } of queuesOf(functions())) {
    if (`queue:${project}-${region}-${name}` in there || refused.has(name)) continue;
    if (!QUEUE_NAME.test(name)) {
      refused.add(name);
      tell(`${name} gets no tasks: the name of a queue holds letters, digits and hyphens only, so rename it`);
      continue;
    }
    await fetch(`http://${tasks}/projects/${project}/locations/${region}/queues/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...queue, defaultUri: urlOf(name, region) }),
    });
  }
}
