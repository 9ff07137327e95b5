import { readCommandLine, UsageError } from '../../local/command-line/flags.ts';
import { BENCH_PULSE_FLAGS } from './flags.ts';
import { timed } from './measure.ts';
import { billedOperations } from './pulse/billed-operations.ts';
import { failures } from './pulse/failures.ts';
import { growth } from './pulse/growth.ts';
import { overTheLoop } from './pulse/over-the-loop.ts';
import { realClients } from './pulse/real-clients.ts';
import type { Settings } from './pulse/settings.ts';
import { type Findings, writePage } from './report/page.ts';

/** `npm run bench:pulse`: what the heartbeat does and costs, each benchmark with a page under `docs/performance/`. */
const BENCHMARKS: Readonly<
  Record<string, { title: string; run: (settings: Settings) => Promise<Findings> }>
> = {
  'over-the-loop': { title: 'A pulse over a loop', run: overTheLoop },
  'real-clients': { title: 'Over real clients', run: realClients },
  growth: { title: 'As tenants become more', run: growth },
  'billed-operations': { title: 'What a tenant costs', run: billedOperations },
  failures: { title: 'While others fail', run: failures },
};

const { values } = readCommandLine(process.argv.slice(2), BENCH_PULSE_FLAGS);
const settings: Settings = {
  rounds: Number(values.rounds),
  concurrency: Number(values.concurrency),
  tenants: Number(values.tenants),
  instances: Number(values.instances),
  minutes: Number(values.minutes),
  upTo: Number(values['up-to']),
  profiles: values.profiles,
};
process.env.METADATA_SERVER_DETECTION = 'none';

const names = values.only?.split(',') ?? Object.keys(BENCHMARKS);
const unknown = names.find(name => !(name in BENCHMARKS));
if (unknown !== undefined) {
  throw new UsageError(`--only ${unknown}: there are ${Object.keys(BENCHMARKS).join(', ')}`);
}
for (const name of names) {
  const benchmark = BENCHMARKS[name];
  if (benchmark === undefined) continue;
  const { title, run } = benchmark;
  const milliseconds = await timed(async () => {
    console.log(await writePage(name, title, await run(settings)));
  });
  console.log(`(${name}: ${(milliseconds / 1_000).toFixed(0)} s)\n`);
}
