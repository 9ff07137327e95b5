import { pulse } from '../../../functions/src/pulse/pulse.ts';
import { syncTenant } from '../../../functions/src/pulse/sync-tenant.ts';
import { limitsWith } from '../../../functions/test-support/pulse-limits.ts';
import { show, spreadOf, timed } from '../measure.ts';
import type { Findings } from '../report/page.ts';
import type { Settings } from './settings.ts';
import { longTailed, timedPorts } from './timed-ports.ts';

const TENANTS = 200;
const TRADES = 5;
const BROKER_MS = 60;
const FIRESTORE_MS = 6;
const DEADLINE_MS = 12_000;
const GOAL = 40;

/** How many times as fast as one tenant after the other, as the old systems did it, over the same ports. */
export async function overTheLoop({ rounds, concurrency }: Settings): Promise<Findings> {
  const ports = (round: number) =>
    timedPorts({
      tenants: TENANTS,
      trades: TRADES,
      brokerMs: longTailed(BROKER_MS, round + 1),
      firestoreMs: FIRESTORE_MS,
    });
  const numbers = Array.from({ length: rounds }, (_, round) => round);
  // The loops only wait: side by side they take as long as one of them.
  const loops = await Promise.all(numbers.map(round => timed(() => oneAfterTheOther(ports(round)))));
  const pulses: number[] = [];
  for (const round of numbers) {
    const limits = limitsWith({ PULSE_CONCURRENCY: concurrency }, DEADLINE_MS);
    pulses.push(await timed(() => pulse({ scheduledAt: new Date() }, limits, ports(round))));
  }
  const ratios = spreadOf(loops.map((ms, round) => ms / (pulses[round] ?? Number.NaN)));
  const rate = (ms: number): number => TENANTS / (ms / 1_000);
  const [loop, pulsed] = [spreadOf(loops.map(rate)), spreadOf(pulses.map(rate))];
  return {
    about: [
      `${TENANTS} tenants with ${TRADES} open trades each, over the same ports with the same simulated latencies: a broker that ` +
        `answers within ${BROKER_MS} ms half of the time and after several times as long now and then (a log-normal ` +
        `distribution, sigma 0.6), a Firestore that takes ${FIRESTORE_MS} ms. Once as the old systems did it, one tenant after ` +
        `the other, and once as a pulse with ${concurrency} at a time. Medians of ${rounds} rounds with the least and the most.`,
    ],
    tables: [
      {
        head: ['', 'tenants/s'],
        rows: [
          ['one after the other', show(loop)],
          ['a pulse', show(pulsed)],
          ['ratio, round by round', show(ratios)],
        ],
      },
    ],
    charts: [
      {
        kind: 'bars',
        name: 'over-the-loop',
        title: 'A pulse over a loop',
        unit: 'tenants a second',
        bars: [
          { label: 'one after the other', value: loop },
          { label: 'a pulse', value: pulsed },
        ],
      },
    ],
    verdicts: [`At least ${GOAL} times as fast: ${ratios.median >= GOAL ? 'reached' : 'missed'}.`],
  };
}

async function oneAfterTheOther(ports: ReturnType<typeof timedPorts>): Promise<void> {
  const options = {
    scheduledAt: new Date(),
    deadlineMs: DEADLINE_MS,
    mode: 'scheduled',
    marketOpen: true,
  } as const;
  for await (const page of ports.due.pages('everybody')) {
    for (const uid of page) await syncTenant(uid, options, ports);
  }
}
