import { pulse } from '../../../functions/src/pulse/pulse.ts';
import { systemClock } from '../../../functions/src/runtime/clock.ts';
import { limitsWith } from '../../../functions/test-support/pulse-limits.ts';
import { type Spread, show, spreadOf } from '../measure.ts';
import type { Findings } from '../report/page.ts';
import type { Settings } from './settings.ts';
import { FAILURES, type Failure, longTailed, timedPorts } from './timed-ports.ts';

const TENANTS = 200;
const TRADES = 5;
const BROKER_MS = 20;
const FIRESTORE_MS = 3;
/** Fifty times what a broker usually takes: in production it is two hundred times, and nothing else would differ. */
const DEADLINE_MS = 1_000;
const PERCENTAGES = [1, 10, 50] as const;
const GOAL = 0.1;
const IN_MINUTE = ['first', 'second'] as const;

/** How much slower healthy tenants are synced while others fail, for each way of failing. */
export async function failures({ rounds, concurrency }: Settings): Promise<Findings> {
  const limits = limitsWith({ PULSE_CONCURRENCY: concurrency }, DEADLINE_MS);
  // Every way of failing is held against the same minutes in which nobody does.
  const healthy = new Map<string, { readonly first: number; readonly second: number }>();
  for (const percent of PERCENTAGES) {
    for (let round = 0; round < rounds; round += 1) {
      healthy.set(`${percent} ${round}`, await timesToLast(undefined, percent, round));
    }
  }
  const lost = new Map<Failure, Record<(typeof IN_MINUTE)[number], Spread[]>>();
  for (const failure of FAILURES) {
    const spreads: Record<(typeof IN_MINUTE)[number], Spread[]> = { first: [], second: [] };
    for (const percent of PERCENTAGES) {
      const losses: Record<(typeof IN_MINUTE)[number], number[]> = { first: [], second: [] };
      for (let round = 0; round < rounds; round += 1) {
        const undisturbed = healthy.get(`${percent} ${round}`);
        const disturbed = await timesToLast(failure, percent, round);
        for (const minute of IN_MINUTE) {
          losses[minute].push(100 * (1 - (undisturbed?.[minute] ?? Number.NaN) / disturbed[minute]));
        }
      }
      for (const minute of IN_MINUTE) spreads[minute].push(spreadOf(losses[minute]));
    }
    lost.set(failure, spreads);
  }
  const worst = Math.max(...[...lost.values()].flatMap(({ second }) => second.map(({ median }) => median)));
  return {
    about: [
      `${TENANTS} tenants over ports with simulated latencies (broker ${BROKER_MS} ms with a long tail, Firestore ` +
        `${FIRESTORE_MS} ms, a deadline of ${DEADLINE_MS / 1_000} s), ${concurrency} at a time. How much of their throughput healthy ` +
        'tenants lose while so many others fail: it is their number over the time until the last of them is written, ' +
        'against minutes in which the same tenants are all healthy. In the first minute of the trouble nobody knows who fails; ' +
        `in the second they have a room of their own. Medians of ${rounds} rounds with the least and the most, in per cent.`,
    ],
    tables: IN_MINUTE.map(minute => ({
      head: [`the ${minute} minute`, ...PERCENTAGES.map(percent => `${percent} % of tenants`)],
      rows: [...lost].map(([failure, spreads]) => [failure, ...spreads[minute].map(spread => show(spread))]),
    })),
    charts: [
      {
        kind: 'bars',
        name: 'failures',
        title: 'Throughput that healthy tenants lose while half of all fail, second minute',
        unit: '%',
        bars: [...lost].map(([label, spreads]) => {
          const { median, min, max } = spreads.second.at(-1) ?? spreadOf([]);
          return {
            label,
            value: { median: Math.max(0, median), min: Math.max(0, min), max: Math.max(0, max) },
          };
        }),
        goal: { at: GOAL * 100, label: 'at most' },
      },
    ],
    verdicts: [`Healthy tenants lose less than 10 %: ${worst < GOAL * 100 ? 'reached' : 'missed'}.`],
  };

  /** Milliseconds until the last healthy tenant is written, in the first two minutes of the trouble. */
  async function timesToLast(failure: Failure | undefined, percent: number, round: number) {
    const every = 100 / percent;
    const isTroubled = (n: number): boolean => n % every === every - 1;
    let lastAt = 0;
    let aheadMs = 0;
    const ports = timedPorts({
      tenants: TENANTS,
      trades: TRADES,
      brokerMs: longTailed(BROKER_MS, round + 1),
      firestoreMs: FIRESTORE_MS,
      clock: { ...systemClock, now: () => new Date(Date.now() + aheadMs) },
      failureOf: n => (failure !== undefined && isTroubled(n) ? failure : undefined),
      onHealthyWrite: n => {
        if (!isTroubled(n)) lastAt = performance.now();
      },
    });
    const timeToLast = async (): Promise<number> => {
      const start = performance.now();
      await pulse({ scheduledAt: ports.clock.now() }, limits, ports);
      return lastAt - start;
    };
    const first = await timeToLast();
    aheadMs += 60_000;
    return { first, second: await timeToLast() };
  }
}
