import type { PulseLimits } from '../../../functions/src/pulse/limits.ts';
import { limitsWith } from '../../../functions/test-support/pulse-limits.ts';
import { Exchange, type ExchangeAccount } from './exchange.ts';
import { type FaultPlan, Faults } from './faults.ts';
import { DocumentStore } from './firestore/document-store.ts';
import type { Inputs } from './inputs.ts';
import { legacyTradesOf } from './legacy.ts';
import { Pool } from './pool.ts';
import { Random } from './random.ts';
import { Scheduler } from './scheduler.ts';
import { Secrets } from './secrets.ts';
import type { Surroundings } from './services.ts';
import { Tasks } from './tasks.ts';
import { Trace } from './trace.ts';
import { Watch } from './watch.ts';

/** How long before its beginning tenants come to where they begin, in milliseconds. */
const BEFORE_MS = 60_000;

/** Everything that there is in one run. */
export class World implements Surroundings {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly faults: Faults;
  readonly store = new DocumentStore();
  readonly secrets = new Secrets();
  readonly exchange: Exchange;
  readonly callables: Pool;
  readonly pulses: Pool;
  readonly shards: Pool;
  readonly tasks: Tasks;
  readonly limits: PulseLimits;
  readonly watch: Watch;
  /** From when on nothing goes wrong any more. */
  readonly badUntil: number;

  constructor(inputs: Inputs, plan: FaultPlan, seed: number, keepTrace: boolean) {
    const { start, badUntil, tenants } = inputs;
    this.badUntil = badUntil;
    this.random = new Random(seed);
    this.scheduler = new Scheduler(start - BEFORE_MS, this.random.fork());
    const now = () => this.scheduler.now;
    this.trace = new Trace(keepTrace, now);
    this.faults = new Faults(plan, this.random.fork());
    this.exchange = new Exchange(now, this.random.fork());
    this.callables = new Pool('callable', 2, this);
    this.limits = limitsWith({ FAN_OUT_ABOVE: inputs.fanOutAbove, SHARD_SIZE: inputs.shardSize });
    this.tasks = new Tasks(this, this.limits);
    this.pulses = new Pool('pulse', 2, this);
    this.shards = new Pool('shard', 3, this);
    this.watch = new Watch(
      tenants.map(({ uid }) => uid),
      this.store,
      now,
      2 * plan.skewMs,
    );
    const legacy = tenants.filter(({ kind }) => kind === 'migrated');
    this.store.commit(
      legacy.flatMap(({ uid }) => legacyTradesOf(uid, start)),
      now(),
    );
    this.store.onCommit = changes => {
      this.trace.note(() => `written: ${changes.map(({ path }) => path).join(', ')}`);
      this.watch.see(changes);
    };
    for (const [number, { holdsPositions }] of tenants.entries())
      this.exchange.accounts.push({ number, keys: new Set(), trouble: undefined, holdsPositions });
  }

  accountOf(number: number): ExchangeAccount {
    const account = this.exchange.accounts[number];
    if (!account) throw new Error(`There is no account ${number}.`);
    return account;
  }
}
