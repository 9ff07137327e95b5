import type { DocumentCounts } from '../../support/counted-documents.ts';
import { spreadOf } from '../measure.ts';
import type { Findings, Table } from '../report/page.ts';
import { figure } from '../report/svg.ts';
import { type CountedDay, countDay } from './counted-day.ts';
import { CPU, DELETE, type Price, READ, SECRET, SECRET_ACCESS, WRITE } from './prices.ts';
import type { Settings } from './settings.ts';

/** 252 sessions a year of six and a half hours, in a month of 30 days. */
const MINUTES = { open: 21 * 390, closed: 30 * 1_440 - 21 * 390, days: 30 } as const;
const LIMITS = {
  open: { reads: 2, writes: 1.2 },
  closed: { reads: 0.5, writes: 0.25 },
  dollars: 0.12,
} as const;
/** Four instances, as many as 100,000 tenants keep busy, that each read a tenant's keys every six hours. */
const SECRET_ACCESSES = 30 * 4 * 4;
/**
 * The design before this one, counted by the same counters over the same tenants: four documents and the open trades read,
 * and the snapshot, the day's two series and every trade written, each minute around the clock.
 */
const BEFORE = { reads: 10, writes: 8 } as const;

type Usage = Readonly<Record<'reads' | 'writes' | 'deletes' | 'cpuSeconds', number>>;

/** What a tenant is billed for in a month, counted by the client's doors and by the Firestore behind them. */
export async function billedOperations({ concurrency }: Settings): Promise<Findings> {
  const shares = await countDay({ coins: false, concurrency });
  const coins = await countDay({ coins: true, concurrency });
  const [ofShares, ofCoins] = [monthOf(shares), monthOf(coins)];
  const before: Usage = {
    reads: BEFORE.reads * 43_200,
    writes: BEFORE.writes * 43_200,
    deletes: 0,
    cpuSeconds: ofShares.cpuSeconds,
  };
  const agree = [shares, coins].every(({ asked, billed }) => same(asked, billed));
  const dollars = { shares: dollarsOf(ofShares), coins: dollarsOf(ofCoins), before: dollarsOf(before) };
  const { open, closed } = shares;
  return {
    about: [
      `${shares.tenants} tenants with five open trades each, through the real adapters and Google’s client against the local ` +
        'Firestore, for an hour of an open market, in which prices move every minute, and an hour of a closed one. ' +
        'What was asked is counted twice: at the doors of the client, and by the Firestore as Google would bill it. ' +
        'A month has 30 days with 21 sessions of six and a half hours; prices are list prices without free tiers, in US ' +
        'dollars. What a pulse takes for itself is all tenants’ together, and in no figure of one. Who trades coins is synced every minute around the clock, who does not every fifth while the market is closed.',
    ],
    tables: [
      perMinute(shares, coins),
      inAMonth(ofShares, ofCoins, before),
      {
        head: ['price', '$', 'for', 'source'],
        rows: [READ, WRITE, DELETE, CPU, SECRET, SECRET_ACCESS].map(
          ({ what, dollars: price, of, source }) => [what, String(Number(price.toPrecision(6))), of, source],
        ),
      },
    ],
    charts: [
      {
        kind: 'bars',
        name: 'billed-operations',
        title: 'A tenant, around the clock',
        unit: '$ a month',
        bars: [
          { label: 'before', value: spreadOf([dollars.before]) },
          { label: 'trades coins', value: spreadOf([dollars.coins]) },
          { label: 'trades shares', value: spreadOf([dollars.shares]) },
        ],
        goal: { at: LIMITS.dollars, label: 'at most' },
      },
    ],
    verdicts: [
      `Both counts agree: ${agree ? 'they do' : 'they do not'} (${total(shares.asked)} and ${total(shares.billed)} operations; ${total(coins.asked)} and ${total(coins.billed)} with coins).`,
      `In market hours at most ${LIMITS.open.reads} reads and ${LIMITS.open.writes} writes a tenant and minute: ${verdict(open, LIMITS.open)}.`,
      `Outside them at most ${LIMITS.closed.reads} and ${LIMITS.closed.writes}: ${verdict(closed, LIMITS.closed)}.`,
      `At most $${LIMITS.dollars} a month: ${dollars.shares <= LIMITS.dollars ? 'reached' : 'missed'} with $${dollars.shares.toFixed(3)}; $${dollars.coins.toFixed(3)} with coins.`,
    ],
  };
}

const same = (a: DocumentCounts, b: DocumentCounts): boolean =>
  a.reads === b.reads && a.writes === b.writes && a.deletes === b.deletes;

const total = ({ reads, writes, deletes }: DocumentCounts): number => reads + writes + deletes;

/** A listing has a request more than it has tenants, and a shard its result: a hundredth is for those. */
const verdict = (
  { reads, writes }: CountedDay['open'],
  most: { readonly reads: number; readonly writes: number },
): string =>
  reads <= most.reads * 1.01 && writes <= most.writes * 1.01
    ? 'reached'
    : `missed with ${figure(reads)} and ${figure(writes)}`;

const monthOf = ({ open, closed, newDay, cpuMs }: CountedDay): Usage => {
  const sum = (name: 'reads' | 'writes' | 'deletes'): number =>
    open[name] * MINUTES.open + closed[name] * MINUTES.closed + newDay[name] * MINUTES.days;
  return {
    reads: sum('reads'),
    writes: sum('writes'),
    deletes: sum('deletes'),
    cpuSeconds: (cpuMs.open * MINUTES.open + cpuMs.closed * MINUTES.closed) / 1_000,
  };
};

const costs = (usage: Usage): readonly (readonly [price: Price, amount: number])[] => [
  [READ, usage.reads],
  [WRITE, usage.writes],
  [DELETE, usage.deletes],
  [CPU, usage.cpuSeconds],
  [SECRET_ACCESS, SECRET_ACCESSES],
  [SECRET, 1],
];

const dollarsOf = (usage: Usage): number =>
  costs(usage).reduce((sum, [{ each }, amount]) => sum + each * amount, 0);

function perMinute(shares: CountedDay, coins: CountedDay): Table {
  const row = (name: string, { reads, writes, deletes }: CountedDay['open']): string[] => [
    name,
    figure(reads),
    figure(writes),
    figure(deletes),
  ];
  return {
    head: ['a tenant and minute', 'reads', 'writes', 'deletes'],
    rows: [
      row('shares, market open', shares.open),
      row('shares, market closed', shares.closed),
      row('coins, market open', coins.open),
      row('coins, market closed', coins.closed),
      row('beside it, once a day', shares.newDay),
      row('a pulse itself, for all of them', shares.ofPulse),
      row('before, any minute', { ...BEFORE, deletes: 0 }),
    ],
  };
}

function inAMonth(shares: Usage, coins: Usage, before: Usage): Table {
  const columns = [before, coins, shares].map(costs);
  const cell = (entry: readonly [Price, number] | undefined): string =>
    entry === undefined
      ? ''
      : `${Math.round(entry[1]).toLocaleString('en-US')} = $${(entry[0].each * entry[1]).toFixed(4)}`;
  return {
    head: ['a tenant and month', 'before', 'trades coins', 'trades shares'],
    rows: [
      ...costs(shares).map(([{ what }], index) => [what, ...columns.map(column => cell(column[index]))]),
      ['together', ...[before, coins, shares].map(usage => `$${dollarsOf(usage).toFixed(3)}`)],
    ],
  };
}
