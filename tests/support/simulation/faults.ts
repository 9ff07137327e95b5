import type { Random } from './random.ts';

/** Whom an instance asks. */
export type Service = 'firestore' | 'broker' | 'vault' | 'tasks';
const SERVICES: readonly Service[] = ['firestore', 'broker', 'vault', 'tasks'];

/**
 * What becomes of a request. `refused`: it fails and changes nothing. `lost`: it is carried out, and its sender is told
 * that it failed. `late`: its sender is told that it failed, and it is carried out after that. `silent`: nobody answers
 * for as long as the sender's client waits. `stuck`: nobody ever answers, and no signal ends it; it happens to the
 * heartbeat only, since the platform ends a callable that hangs.
 */
export type Fate = 'served' | 'refused' | 'lost' | 'late' | 'silent' | 'stuck';

/** When the asking instance dies: as it asks, or once the request has been carried out. Nobody hears of it in either case. */
export type Death = 'asking' | 'asked';

export interface Mishap {
  readonly fate: Fate;
  /** How long the request travels, and its answer, in milliseconds. */
  readonly thereMs: number;
  readonly backMs: number;
  readonly death: Death | undefined;
}

/** How often each thing goes wrong, from 0 to 1. */
export interface Rates {
  readonly refused: number;
  readonly lost: number;
  readonly late: number;
  readonly silent: number;
  readonly stuck: number;
  readonly slow: number;
  readonly death: number;
}

interface Outage {
  readonly service: Service;
  readonly from: number;
  readonly to: number;
}

export interface FaultPlan {
  readonly rates: Readonly<Record<Service, Rates>>;
  readonly outages: readonly Outage[];
  /** How far an instance's clock may be off, in milliseconds. */
  readonly skewMs: number;
  /** How often a delivery of a minute or a task is repeated, or comes late. */
  readonly repeated: number;
  readonly delayed: number;
  /** From and to when any of it happens. */
  readonly from: number;
  readonly to: number;
}

const NOTHING: Rates = { refused: 0, lost: 0, late: 0, silent: 0, stuck: 0, slow: 0, death: 0 };
export const NO_FAULTS: FaultPlan = {
  rates: { firestore: NOTHING, broker: NOTHING, vault: NOTHING, tasks: NOTHING },
  outages: [],
  skewMs: 0,
  repeated: 0,
  delayed: 0,
  from: 0,
  to: 0,
};

/** Some plans are all of one kind of trouble, others a little of everything: rare coincidences need both. */
export function drawFaultPlan(random: Random, from: number, to: number): FaultPlan {
  const often = () => (random.chance(0.5) ? 0 : random.next() ** 2 * 0.3);
  const ratesOf = (service: Service): Rates => {
    const [refused, lost, late] = [often(), often(), often() / 2];
    return {
      refused,
      lost: service === 'broker' ? 0 : lost,
      late: service === 'firestore' ? late : 0,
      silent: often() / 4,
      stuck: service === 'broker' || service === 'vault' ? often() / 6 : 0,
      slow: often(),
      death: random.chance(0.5) ? 0 : random.next() ** 2 * 0.08,
    };
  };
  const outages = Array.from({ length: random.chance(0.3) ? random.between(1, 2) : 0 }, () => {
    const start = from + random.below(to - from);
    return {
      service: random.pick(SERVICES),
      from: start,
      to: Math.min(to, start + random.between(5_000, 90_000)),
    };
  });
  return {
    rates: {
      firestore: ratesOf('firestore'),
      broker: ratesOf('broker'),
      vault: ratesOf('vault'),
      tasks: ratesOf('tasks'),
    },
    outages,
    skewMs: random.pick([0, 1_500, 4_000, 4_000]),
    repeated: random.pick([0, 0.2, 0.6]),
    delayed: random.pick([0, 0.2, 0.5]),
    from,
    to,
  };
}

/** Decides what becomes of each request, in the order in which they are sent. */
export class Faults {
  readonly plan: FaultPlan;
  readonly #random: Random;

  constructor(plan: FaultPlan, random: Random) {
    this.plan = plan;
    this.#random = random;
  }

  isBad(now: number): boolean {
    return now >= this.plan.from && now < this.plan.to;
  }

  next(service: Service, now: number): Mishap {
    const random = this.#random;
    const thereMs = random.between(1, 20);
    const backMs = random.between(1, 20);
    if (!this.isBad(now)) return { fate: 'served', thereMs, backMs, death: undefined };
    const rates = this.plan.rates[service];
    const slow = random.chance(rates.slow) ? random.between(500, 20_000) : 0;
    const death = random.chance(rates.death) ? random.pick(['asking', 'asked'] as const) : undefined;
    const out = this.plan.outages.some(
      outage => outage.service === service && now >= outage.from && now < outage.to,
    );
    return { fate: out ? 'refused' : this.#fate(rates), thereMs: thereMs + slow, backMs, death };
  }

  #fate(rates: Rates): Fate {
    let left = this.#random.next();
    for (const fate of ['refused', 'lost', 'late', 'silent', 'stuck'] as const) {
      left -= rates[fate];
      if (left < 0) return fate;
    }
    return 'served';
  }
}
