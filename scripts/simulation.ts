import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { flagLines, readCommandLine } from '../local/command-line/flags.ts';
import { MUTANTS } from '../tests/support/simulation/mutants.ts';
import { withMutant } from '../tests/support/simulation/mutation.ts';
import { simulate, type Verdict } from '../tests/support/simulation/simulate.ts';
import { SIMULATION_FLAGS } from './simulation/flags.ts';

/** `npm run test:simulation`: the heartbeat under every fault, as many times as there are seeds. */

/** The seeds of one thread. */
interface Share {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const replay = (seed: number): string => `npm run test:simulation -- --seed ${seed}`;

async function alone(seed: number): Promise<boolean> {
  const { trace, violations, steps } = await simulate(seed, true);
  for (const line of trace) console.log(line);
  console.log(`\nSeed ${seed}: ${steps} events.`);
  for (const violation of violations) console.log(`✗ ${violation}`);
  if (violations.length === 0) console.log('Everything is as it must be.');
  return violations.length === 0;
}

async function work({ from, to, step }: Share): Promise<void> {
  for (let seed = from; seed < to; seed += step) {
    const { trace: _, ...verdict } = await simulate(seed);
    parentPort?.postMessage(verdict);
  }
}

async function many(from: number, seeds: number, workers: number): Promise<boolean> {
  const startedAt = performance.now();
  let [done, failed, steps] = [0, 0, 0];
  const note = (verdict: Omit<Verdict, 'trace'>) => {
    done += 1;
    steps += verdict.steps;
    if (done % 1_000 === 0) console.log(`${done} of ${seeds} seeds`);
    if (verdict.violations.length === 0) return;
    failed += 1;
    console.log(`✗ seed ${verdict.seed}: ${replay(verdict.seed)}`);
    for (const violation of verdict.violations.slice(0, 5)) console.log(`    ${violation}`);
  };
  const threads = Array.from({ length: workers }, async (_, index) => {
    const share: Share = { from: from + index, to: from + seeds, step: workers };
    const thread = new Worker(new URL(import.meta.url), { workerData: share });
    thread.on('message', note);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    thread.on('error', reject);
    thread.on('exit', () => resolve());
    return promise;
  });
  await Promise.all(threads);
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(`${done} seeds, ${steps} events, ${failed} failed, ${seconds.toFixed(0)} s`);
  return failed === 0 && done === seeds;
}

type Values = ReturnType<typeof readCommandLine<typeof SIMULATION_FLAGS>>['values'];

function chosen({ seed, seeds, from, workers, mutants }: Values): Promise<boolean> {
  if (seed !== undefined) return alone(Number(seed));
  if (mutants) return hunt(Number(seeds ?? '300'));
  return many(Number(from), Number(seeds ?? '10000'), Number(workers));
}

/** Looks for every planted bug, until some seed finds it. */
async function hunt(seeds: number): Promise<boolean> {
  let survived = 0;
  for (const mutant of MUTANTS) {
    const mutated = await withMutant(mutant);
    let found: string | undefined;
    for (let tried = 0; tried <= seeds && found === undefined; tried += 1) {
      const seed = tried || (mutant.tryFirst ?? 1);
      const [violation] = (await mutated.simulate(seed)).violations;
      if (violation !== undefined) found = `seed ${seed}: ${violation}`;
    }
    if (found === undefined) survived += 1;
    console.log(`${found === undefined ? '✗ SURVIVED' : '✓ found'}  ${mutant.name}`);
    if (found !== undefined) console.log(`    ${found.slice(0, 160)}`);
  }
  console.log(`${MUTANTS.length - survived} of ${MUTANTS.length} planted bugs were found`);
  return survived === 0;
}

if (isMainThread) {
  const { values, help } = readCommandLine(process.argv.slice(2), SIMULATION_FLAGS);
  if (help) {
    console.log(flagLines(SIMULATION_FLAGS));
  } else {
    process.exitCode = (await chosen(values)) ? 0 : 1;
  }
} else {
  await work(workerData);
}
