import { type Spread, show, spreadOf } from '../measure.ts';
import { type MinuteFigures, startInstances } from '../processes/instances.ts';
import { profiled, type Servers, startServers } from '../processes/servers.ts';
import type { Findings } from '../report/page.ts';
import { mixed, seedTenants } from './seed.ts';
import type { Settings } from './settings.ts';

const TRADES = 5;
const GOAL = 1_000;
/** A Monday while the market is open: every minute is everybody's. */
const FIRST_MINUTE = Date.parse('2026-11-23T15:00:00Z');
/**
 * Code is compiled, keys are read and state is made from the trades: none of that is a minute like the others. A few tenants
 * at a time, since each of them takes ten times as long, and for as many minutes as it takes.
 */
const WARM_UP = { most: 15, concurrency: 4 } as const;

interface Minute {
  readonly figures: MinuteFigures;
  /** CPU of each server, in milliseconds. */
  readonly servers: Readonly<Record<'firestore' | 'alpaca' | 'secrets', number>>;
}

/** Tenants a second with Google's and Alpaca's client libraries, everything on one machine. */
export async function realClients({
  tenants,
  minutes,
  concurrency,
  instances,
  profiles,
}: Settings): Promise<Findings> {
  const servers = await startServers(profiles);
  try {
    await seedTenants(servers, mixed(tenants, TRADES));
    const functions = startInstances(instances, servers.env, n =>
      profiles === undefined ? [] : profiled(profiles, `functions-${n}`),
    );
    const measured: Minute[] = [];
    let minute = 0;
    const next = (atATime: number): Promise<MinuteFigures> => {
      minute += 1;
      const scheduledAt = new Date(FIRST_MINUTE + minute * 60_000);
      return functions.minute(scheduledAt, { PULSE_CONCURRENCY: atATime });
    };
    while (minute < WARM_UP.most && (await next(WARM_UP.concurrency)).successCount < tenants);
    // The last of the code is compiled with as many at a time as are measured.
    await next(concurrency);
    while (measured.length < minutes) {
      const before = await cpuOf(servers);
      const figures = await next(concurrency);
      const after = await cpuOf(servers);
      const spent = { firestore: 0, alpaca: 0, secrets: 0 };
      for (const name of SERVERS) spent[name] = after[name] - before[name];
      measured.push({ figures, servers: spent });
    }
    await functions.stop();
    return findings(measured, tenants, instances);
  } finally {
    await servers.stop();
  }
}

const SERVERS = ['firestore', 'alpaca', 'secrets'] as const;

const cpuOf = async ({ firestore, alpaca, secrets }: Servers): Promise<Minute['servers']> => ({
  firestore: await firestore.cpuMs(),
  alpaca: await alpaca.cpuMs(),
  secrets: await secrets.cpuMs(),
});

function findings(minutes: readonly Minute[], tenants: number, instances: number): Findings {
  const over = (value: (minute: Minute) => number): Spread => spreadOf(minutes.map(value));
  const rate = over(({ figures }) => figures.successCount / (figures.milliseconds / 1_000));
  const cpu = {
    functions: over(({ figures }) => figures.cpuMs / tenants),
    Firestore: over(({ servers }) => servers.firestore / tenants),
    exchange: over(({ servers }) => servers.alpaca / tenants),
    'Secret Manager': over(({ servers }) => servers.secrets / tenants),
  };
  return {
    about: [
      `${tenants.toLocaleString('en-US')} tenants with ${TRADES} open trades each, half of whom hold a position and half of ` +
        'whom trade coins, through the client libraries of Google and Alpaca against the local Firestore, exchange and ' +
        `Secret Manager. Each of them has a process of its own, and documents and accounts are kept on disk, as the stack has it; ${instances} ` +
        `instances of the functions have one each, and get shards of the tenants as Cloud Tasks would hand them out. ${minutes.length} minutes of an open market, after some that warm up.`,
    ],
    tables: [
      {
        head: ['', 'median (min–max)'],
        rows: [
          ['tenants/s', show(rate, 0)],
          ['seconds for a minute’s pulse', show(over(({ figures }) => figures.milliseconds / 1_000))],
          ...Object.entries(cpu).map(([name, spread]) => [`CPU ms a tenant, ${name}`, show(spread, 3)]),
          [
            'memory of the functions, MiB',
            show(
              over(({ figures }) => figures.rssMiB),
              0,
            ),
          ],
        ],
      },
    ],
    charts: [
      {
        kind: 'bars',
        name: 'real-clients-rate',
        title: 'Tenants synced over real clients',
        unit: 'a second',
        bars: minutes.map(({ figures }, index) => ({
          label: `minute ${index + 1}`,
          value: spreadOf([figures.successCount / (figures.milliseconds / 1_000)]),
        })),
        goal: { at: GOAL, label: 'aimed at' },
      },
      {
        kind: 'bars',
        name: 'real-clients-cpu',
        title: 'CPU that a tenant takes in a minute',
        unit: 'ms',
        bars: Object.entries(cpu).map(([label, value]) => ({ label, value })),
      },
    ],
    verdicts: [`At least ${GOAL} tenants a second: ${rate.median >= GOAL ? 'reached' : 'missed'}.`],
  };
}
