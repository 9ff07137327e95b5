import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Spread, show, spreadOf } from '../measure.ts';
import type { Findings } from '../report/page.ts';
import type { Settings } from './settings.ts';

const ENTRY = fileURLToPath(new URL('growth-entry.ts', import.meta.url));
const FIRST = 100;
const GOAL = 0.2;

/** What one process measured for a number of tenants. */
export interface GrowthFigures {
  /** Of each round. */
  readonly cpuMsPerTenant: readonly number[];
  /** What is in use of the heap at most, at a page of the listing, less what was before. */
  readonly heapMiB: readonly number[];
}

/** Whether a tenant costs as much among a hundred thousand as among a hundred. */
export async function growth({ rounds, concurrency, upTo }: Settings): Promise<Findings> {
  const sizes: number[] = [];
  for (let size = FIRST; size <= upTo; size *= 10) sizes.push(size);
  const cpu: { at: number; value: Spread }[] = [];
  const heap: { at: number; value: Spread }[] = [];
  for (const size of sizes) {
    // A process of its own for each: what one leaves behind is not the next one's.
    const args = ['--expose-gc', ENTRY, String(size), String(rounds), String(concurrency)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { cpuMsPerTenant, heapMiB } = JSON.parse(stdout) as GrowthFigures;
    cpu.push({ at: size, value: spreadOf(cpuMsPerTenant) });
    heap.push({ at: size, value: spreadOf(heapMiB) });
  }
  const flat = spreadOf(cpu.map(({ value }) => value.median));
  const apart = flat.max / flat.min - 1;
  return {
    about: [
      'Over ports that answer at once and keep nothing, so that what is measured is the heartbeat itself: its CPU for a ' +
        'tenant with five open trades, and what the process that lists the tenants holds in memory at most, beyond what it ' +
        `held before, each in a process of its own. Medians of ${rounds} rounds with the least and the most.`,
    ],
    tables: [
      {
        head: ['tenants', 'CPU µs a tenant', 'heap, MiB'],
        rows: sizes.map((size, index) => [
          size.toLocaleString('en-US'),
          show(inMicroseconds(cpu[index]?.value ?? spreadOf([])), 0),
          show(heap[index]?.value ?? spreadOf([]), 1),
        ]),
      },
    ],
    charts: [
      {
        kind: 'lines',
        name: 'growth-cpu',
        title: 'CPU for a tenant',
        unit: 'µs',
        along: 'tenants',
        series: [
          { label: 'CPU', points: cpu.map(({ at, value }) => ({ at, value: inMicroseconds(value) })) },
        ],
      },
      {
        kind: 'lines',
        name: 'growth-memory',
        title: 'Memory in use while tenants are listed',
        unit: 'MiB',
        along: 'tenants',
        series: [{ label: 'heap', points: heap }],
      },
    ],
    verdicts: [
      `CPU a tenant the same within 20 %: ${apart <= GOAL ? 'reached' : 'missed'} (${(apart * 100).toFixed(0)} % between the least and the most).`,
    ],
  };
}

const inMicroseconds = ({ median, min, max }: Spread): Spread => ({
  median: median * 1_000,
  min: min * 1_000,
  max: max * 1_000,
});
