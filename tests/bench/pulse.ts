import { setTimeout as sleep } from 'node:timers/promises';
import type { PulsePorts } from '../../functions/src/pulse/ports.ts';
import { pulse } from '../../functions/src/pulse/pulse.ts';
import { syncTenant } from '../../functions/src/pulse/sync-tenant.ts';
import { systemClock } from '../../functions/src/runtime/clock.ts';
import {
  account,
  healthyTenant,
  memoryPorts,
  position,
  trade,
} from '../../functions/test-support/memory-ports.ts';
import { limitsWith } from '../../functions/test-support/pulse-limits.ts';
import { readCommandLine } from '../../local/command-line/flags.ts';
import { BENCH_PULSE_FLAGS } from './flags.ts';
import { show, spreadOf, timed } from './measure.ts';

/**
 * `npm run bench:pulse`: tenants per second of `pulse`, against a plain loop that syncs one tenant after the
 * other, over the same ports with the same simulated latencies, in turn within one run.
 */
const { values } = readCommandLine(process.argv.slice(2), BENCH_PULSE_FLAGS);
const tenantCount = Number(values.tenants);
const concurrency = Number(values.concurrency);
const brokerMs = Number(values['broker-ms']);
const firestoreMs = Number(values['firestore-ms']);
const deadlineMs = 12_000;

/** Every tenant holds a position and two open trades, so that all five requests of a full sync are made. */
function slowPorts(): PulsePorts {
  const later = async <T>(milliseconds: number, value: T): Promise<T> => sleep(milliseconds, value);
  const tenants = Object.fromEntries(
    Array.from({ length: tenantCount }, (_, n) => [
      `tenant-${n}`,
      healthyTenant({
        read: () => later(firestoreMs, undefined),
        commit: () => later(firestoreMs, 'written' as const),
        account: () => later(brokerMs, account('1000', '110')),
        positions: () => later(brokerMs, [position('AAPL')]),
        trades: [trade('a', 'AAPL', 'BUY', '2', '100'), trade('b', 'BTC/USD', 'SELL', '0.1', '40000')],
        prices: { AAPL: '110', 'BTC/USD': '39000' },
      }),
    ]),
  );
  const { ports } = memoryPorts(tenants);
  return { ...ports, clock: systemClock };
}

async function sequentially(): Promise<void> {
  const ports = slowPorts();
  for await (const page of ports.due.pages('everybody')) {
    for (const uid of page)
      await syncTenant(
        uid,
        { scheduledAt: new Date(), deadlineMs, mode: 'scheduled', marketOpen: true },
        ports,
      );
  }
}

const concurrently = (): Promise<unknown> =>
  pulse(
    { scheduledAt: new Date() },
    limitsWith({ PULSE_CONCURRENCY: concurrency, FAN_OUT_ABOVE: 2_000 }, deadlineMs),
    slowPorts(),
  );

const loop: number[] = [];
const rates: number[] = [];
for (let round = 0; round < Number(values.rounds); round += 1) {
  loop.push(tenantCount / ((await timed(sequentially)) / 1000));
  rates.push(tenantCount / ((await timed(concurrently)) / 1000));
}
const ratios = rates.map((rate, round) => rate / (loop[round] ?? Number.NaN));
console.log(
  `${tenantCount} tenants, broker ${brokerMs} ms, Firestore ${firestoreMs} ms, ${values.rounds} rounds in turn`,
);
console.log(`median (min–max)           tenants/s`);
console.log(`one after the other        ${show(spreadOf(loop))}`);
console.log(`pulse, ${concurrency} at a time       ${show(spreadOf(rates))}`);
console.log(`ratio, round by round      ${show(spreadOf(ratios))}`);
