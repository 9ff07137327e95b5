import { takeBilledOperations } from '../../support/billed-operations.ts';
import type { DocumentCounts } from '../../support/counted-documents.ts';
import { type Instances, startInstances } from '../processes/instances.ts';
import { PROJECT, type Servers, startServers } from '../processes/servers.ts';
import { mixed, seedTenants } from './seed.ts';

/** As many as a shard has, so that what is written for each shard has its share. */
const TENANTS = 150;
const MINUTES = 60;
/** A Monday in the session, and the Saturday after. */
const OPEN_FROM = Date.parse('2026-11-23T15:00:00Z');
const CLOSED_FROM = Date.parse('2026-11-28T15:00:00Z');

/** Operations for a tenant. */
type PerTenant = DocumentCounts;

export interface CountedDay {
  readonly tenants: number;
  /** A minute of an open market. */
  readonly open: PerTenant;
  /** A minute of a closed one, on average over those in which nobody is due. */
  readonly closed: PerTenant;
  /** What the first minute of a day costs beyond the others. */
  readonly newDay: PerTenant;
  /** What a pulse takes for itself, however many tenants there are: the lease, and what it publishes. */
  readonly ofPulse: DocumentCounts;
  /** CPU of the functions for a tenant and minute, in milliseconds. */
  readonly cpuMs: { readonly open: number; readonly closed: number };
  /** All of it, at the doors of the client. */
  readonly asked: DocumentCounts;
  /** All of it, by the Firestore's own counters. */
  readonly billed: DocumentCounts;
}

/** Counts an hour of an open and an hour of a closed market, over servers of its own. */
export async function countDay({
  coins,
  concurrency,
}: {
  readonly coins: boolean;
  readonly concurrency: number;
}): Promise<CountedDay> {
  const servers = await startServers();
  const functions = startInstances(1, servers.env);
  try {
    await seedTenants(servers, { ...mixed(TENANTS), hasCoins: () => coins });
    await takeBilledOperations(servers.firestore.address, PROJECT);
    const open = await countHour({ servers, functions, concurrency, from: OPEN_FROM, pricesMove: true });
    const closed = await countHour({ servers, functions, concurrency, from: CLOSED_FROM, pricesMove: coins });
    const sum = (counts: readonly DocumentCounts[]): DocumentCounts => counts.reduce(added, NOTHING);
    return {
      tenants: TENANTS,
      open: perTenant(open.usual, MINUTES),
      closed: perTenant(closed.usual, MINUTES),
      newDay: difference(perTenant(open.first, 1), perTenant(open.usual, MINUTES)),
      ofPulse: shareOf(open.ofPulses, MINUTES + 1),
      cpuMs: { open: open.cpuMs / TENANTS / MINUTES, closed: closed.cpuMs / TENANTS / MINUTES },
      asked: sum([open.asked, closed.asked]),
      billed: sum([open, closed].flatMap(({ first, usual, ofPulses }) => [first, usual, ofPulses])),
    };
  } finally {
    await functions.stop();
    await servers.stop();
  }
}

interface Hour {
  readonly servers: Servers;
  readonly functions: Instances;
  readonly concurrency: number;
  readonly from: number;
  readonly pricesMove: boolean;
}

/** The first minute makes states anew, as every day's does; it is counted apart from the sixty after it. */
async function countHour({ servers, functions, concurrency, from, pricesMove }: Hour) {
  await changeClock(servers, { frozen: true });
  let asked = NOTHING;
  let cpuMs = 0;
  const pulse = async (minute: number): Promise<void> => {
    if (pricesMove) await passAMinute(servers);
    const scheduledAt = new Date(from + minute * 60_000);
    const figures = await functions.minute(scheduledAt, { PULSE_CONCURRENCY: concurrency });
    if (figures.errorCount > 0) {
      throw new Error(`${figures.errorCount} tenants failed at ${scheduledAt.toISOString()}.`);
    }
    asked = added(asked, figures.asked);
    if (minute > 0) cpuMs += figures.cpuMs;
  };
  const take = async () => {
    const { operations } = await takeBilledOperations(servers.firestore.address, PROJECT);
    const isOfPulse = ({ collection }: { collection: string }): boolean => OF_PULSE.has(collection);
    return {
      tenants: operations.filter(line => !isOfPulse(line)).reduce(added, NOTHING),
      pulses: operations.filter(isOfPulse).reduce(added, NOTHING),
    };
  };
  await pulse(0);
  const first = await take();
  for (let minute = 1; minute <= MINUTES; minute += 1) await pulse(minute);
  const usual = await take();
  const ofPulses = added(first.pulses, usual.pulses);
  return { first: first.tenants, usual: usual.tenants, ofPulses, asked, cpuMs };
}

async function passAMinute(servers: Servers): Promise<void> {
  const { marketTime } = await changeClock(servers, {});
  await changeClock(servers, { marketTime: new Date(Date.parse(marketTime) + 60_000).toISOString() });
}

async function changeClock(servers: Servers, change: object): Promise<{ readonly marketTime: string }> {
  const answer = await fetch(`http://${servers.alpaca.address}/control/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
  if (!answer.ok) throw new Error(`The exchange's clock could not be changed: ${answer.status}`);
  return (await answer.json()) as { marketTime: string };
}

/** The lease and the last minute's result, and how a minute was handed out. */
const OF_PULSE: ReadonlySet<string> = new Set(['ops', 'pulseRuns']);

const NOTHING: DocumentCounts = { reads: 0, writes: 0, deletes: 0 };

const combined =
  (how: (a: number, b: number) => number) =>
  (a: DocumentCounts, b: DocumentCounts): DocumentCounts => ({
    reads: how(a.reads, b.reads),
    writes: how(a.writes, b.writes),
    deletes: how(a.deletes, b.deletes),
  });
const added = combined((a, b) => a + b);
const difference = combined((a, b) => a - b);
const shareOf = (counts: DocumentCounts, parts: number): DocumentCounts =>
  combined(a => a / parts)(counts, counts);
const perTenant = (counts: DocumentCounts, minutes: number): PerTenant => shareOf(counts, TENANTS * minutes);
