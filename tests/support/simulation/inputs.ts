import type { TradableSymbol } from '@agenttrader/domain/symbols';
import { type ExchangeAccount, SYMBOLS, UNPRICED } from './exchange.ts';
import type { Random } from './random.ts';

/** One thing that a trader does; the next one follows once this one has come to its end, well or refused. */
export type Step =
  | { readonly does: 'onboard' | 'connect' | 'disconnect' | 'switch on' | 'sync' | 'migrate' }
  | {
      readonly does: 'open';
      /** No two trades of a tenant have the same: it tells which intention a trade comes from. */
      readonly quantity: string;
      readonly symbol: TradableSymbol;
      readonly side: 'BUY' | 'SELL';
    }
  | { readonly does: 'close'; readonly quantity: string }
  | { readonly does: 'halt'; readonly closePositions: boolean }
  | { readonly does: 'wait'; readonly milliseconds: number }
  /** Until so long after the beginning of a minute, when the heartbeat is at work. */
  | { readonly does: 'wait for the beat'; readonly milliseconds: number };

/** Something that becomes of a tenant at its broker or in its documents, at a time. */
export interface Turn {
  readonly afterMs: number;
  readonly turn:
    | 'keys revoked'
    | 'account mended'
    /** By hand: nobody of the product does it. */
    | 'snapshot deleted'
    | 'snapshot garbled'
    | NonNullable<ExchangeAccount['trouble']>;
}

export interface TenantInput {
  readonly uid: string;
  readonly kind: Kind;
  /** Done before anything goes wrong. */
  readonly before: readonly Step[];
  /** Done while it may; each list by another device, at the same time. */
  readonly scripts: readonly (readonly Step[])[];
  readonly turns: readonly Turn[];
  readonly holdsPositions: boolean;
}

/** What a run is given, whatever goes wrong in it. */
export interface Inputs {
  /** Things may go wrong from then on. */
  readonly start: number;
  readonly badUntil: number;
  /** As the operator sets it: more tenants than so many are handed to shards of so many. */
  readonly fanOutAbove: number;
  readonly shardSize: number;
  readonly tenants: readonly TenantInput[];
}

export type Kind =
  | 'steady'
  | 'active'
  | 'two devices'
  | 'migrated'
  | 'keys revoked'
  | 'keys replaced'
  | 'in trouble'
  | 'in passing trouble'
  | 'without a price'
  | 'switched off'
  | 'not connected';

const KINDS: readonly Kind[] = [
  'steady',
  'steady',
  'active',
  'active',
  'active',
  'two devices',
  'migrated',
  'keys revoked',
  'keys replaced',
  'in trouble',
  'in passing trouble',
  'without a price',
  'switched off',
  'not connected',
];

/** A day on which New York trades, the middle of one, and the end of one by UTC. */
const STARTS = ['2026-03-02T15:00:00Z', '2026-03-03T17:30:00Z', '2026-03-04T23:54:00Z'];
const MINUTE_MS = 60_000;

export function drawInputs(random: Random): Inputs {
  const badMs = random.between(2, 4) * MINUTE_MS;
  const start = Date.parse(random.pick(STARTS)) + random.between(0, 3) * MINUTE_MS;
  const tenants = Array.from({ length: random.between(2, 6) }, (_, number) =>
    drawTenant(`tenant-${number}`, random.pick(KINDS), badMs, random),
  );
  const fanOutAbove = random.pick([400, 400, 1, 0]);
  return { start, badUntil: start + badMs, fanOutAbove, shardSize: random.between(1, 3), tenants };
}

function drawTenant(uid: string, kind: Kind, badMs: number, random: Random): TenantInput {
  const trader = new DrawnTrader(random);
  const before: Step[] = [{ does: 'onboard' }];
  if (kind !== 'not connected') {
    before.push({ does: 'connect' }, { does: 'switch on' });
    for (let open = random.between(0, 4); open > 0; open -= 1) before.push(trader.open());
    if (kind === 'without a price') before.push(trader.open(UNPRICED));
    if (kind === 'switched off') before.push({ does: 'halt', closePositions: false });
  }
  const afterMs = random.below(badMs);
  const within = (steps: number) => trader.script(steps, badMs);
  const scripts = (): Step[][] => {
    switch (kind) {
      case 'active':
        return [within(random.between(3, 7))];
      case 'two devices':
        return trader.clash().map(steps => [...steps, ...within(4)]);
      case 'migrated':
        return [[{ does: 'wait', milliseconds: afterMs }, ...trader.migrate()], within(3)];
      case 'keys replaced':
        return [[{ does: 'wait', milliseconds: afterMs }, ...trader.replaceKeys()]];
      default:
        return [];
    }
  };
  const turns = (): Turn[] => {
    const trouble = random.pick(['unavailable', 'invalid'] as const);
    switch (kind) {
      case 'steady':
        return random.chance(0.4)
          ? [{ afterMs, turn: random.pick(['snapshot deleted', 'snapshot garbled'] as const) }]
          : [];
      case 'keys revoked':
      case 'keys replaced':
        return [{ afterMs, turn: 'keys revoked' }];
      case 'in trouble':
        return [{ afterMs, turn: random.pick(['forbidden', trouble] as const) }];
      case 'in passing trouble':
        return [
          { afterMs, turn: trouble },
          { afterMs: badMs, turn: 'account mended' },
        ];
      default:
        return [];
    }
  };
  const looks =
    kind !== 'not connected' && random.chance(0.6) ? [trader.looks(random.between(1, 4), badMs)] : [];
  return {
    uid,
    kind,
    before,
    scripts: [...scripts(), ...looks],
    turns: turns(),
    holdsPositions: random.chance(0.3),
  };
}

/** Draws what a trader does; some of it is bound to be refused. */
class DrawnTrader {
  readonly #random: Random;
  readonly #opened: string[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  open(symbol = this.#random.pick(SYMBOLS)): Step {
    const quantity = String(this.#opened.length + 1);
    this.#opened.push(quantity);
    return { does: 'open', quantity, symbol, side: this.#random.pick(['BUY', 'SELL'] as const) };
  }

  script(length: number, withinMs: number): Step[] {
    const steps: Step[] = [];
    for (let step = 0; step < length; step += 1) {
      steps.push(this.#wait(withinMs / length), ...this.#next());
    }
    return steps;
  }

  /** Looks at the account now and then, as the dashboard does for who asks it to: mostly when the heartbeat does. */
  looks(length: number, withinMs: number): Step[] {
    return Array.from({ length }, () => [this.#wait(withinMs / length), { does: 'sync' } as const]).flat();
  }

  #wait(mostMs: number): Step {
    return this.#random.chance(0.5)
      ? { does: 'wait', milliseconds: this.#random.below(mostMs) }
      : { does: 'wait for the beat', milliseconds: this.#random.below(400) };
  }

  /** Two devices that want the opposite at the same moment. */
  clash(): [Step[], Step[]] {
    if (this.#random.chance(0.2)) return [[], []];
    const wait = (leastMs: number): Step => ({
      does: 'wait for the beat',
      milliseconds: leastMs + this.#random.below(100),
    });
    return [
      [wait(0), { does: 'connect' }],
      [wait(60), { does: 'disconnect' }, { does: 'connect' }, { does: 'switch on' }],
    ];
  }

  migrate(): Step[] {
    return [this.#wait(60_000), { does: 'migrate' }];
  }

  replaceKeys(): Step[] {
    return [this.#wait(60_000), { does: 'connect' }];
  }

  #next(): Step[] {
    const random = this.#random;
    const drawn = random.below(10);
    if (drawn < 4) return [this.open()];
    if (drawn < 6 && this.#opened.length > 0) return [{ does: 'close', quantity: random.pick(this.#opened) }];
    if (drawn < 7) return [{ does: 'sync' }];
    if (drawn < 8) return [{ does: 'halt', closePositions: random.chance(0.5) }, this.open()];
    if (drawn < 9) return [{ does: 'switch on' }];
    return random.chance(0.5)
      ? [{ does: 'disconnect' }, { does: 'connect' }, { does: 'switch on' }]
      : [{ does: 'connect' }];
  }
}
