import { brokerConfig } from '@agenttrader/domain/documents/broker-config';
import { timeOfSnapshot } from '@agenttrader/domain/documents/snapshot';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import { parseQuantity } from '@agenttrader/domain/money/quantity';
import * as paths from '@agenttrader/domain/paths';
import { connectBroker } from '../../../functions/src/accounts/connect-broker.ts';
import { disconnectBroker } from '../../../functions/src/accounts/disconnect-broker.ts';
import { onboardUser } from '../../../functions/src/accounts/onboard-user.ts';
import { syncAccount } from '../../../functions/src/accounts/sync-account.ts';
import { migrateLegacyData } from '../../../functions/src/migration/migrate-legacy-data.ts';
import { UserFacingError } from '../../../functions/src/runtime/user-facing-error.ts';
import { closeShadowTrade } from '../../../functions/src/shadow-trades/close-shadow-trade.ts';
import { haltTrading } from '../../../functions/src/shadow-trades/halt-trading.ts';
import { openShadowTrade } from '../../../functions/src/shadow-trades/open-shadow-trade.ts';
import { BOUNDS } from './bounds.ts';
import { encodedFields } from './firestore/values.ts';
import type { Step, TenantInput } from './inputs.ts';
import type { Services } from './services.ts';
import type { World } from './world.ts';

const DEADLINE_MS = 12_000;
const MINUTE_MS = 60_000;
/** What is no business of the documents. */
const ASIDE: ReadonlySet<Step['does']> = new Set(['sync', 'wait', 'wait for the beat']);
const FINAL: ReadonlySet<UserFacingError['code']> = new Set([
  'failed-precondition',
  'invalid-argument',
  'not-found',
  'already-exists',
]);

/** One person, on one device or several: does one thing after the other on each, and again what has not come to an end. */
export class Trader {
  readonly uid: string;
  readonly #world: World;
  readonly #number: number;
  readonly #trades = new Map<string, string>();
  readonly #severalDevices: boolean;
  #keys = 0;
  /** What became of each step, as the trader was told. */
  readonly told: string[] = [];

  constructor(world: World, { uid, kind }: TenantInput, number: number) {
    this.#world = world;
    this.uid = uid;
    this.#number = number;
    this.#severalDevices = kind === 'two devices' || kind === 'migrated';
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      this.#world.trace.note(() => `${this.uid} wants: ${JSON.stringify(step)}`);
      const outcome = await this.#untilItEnds(step);
      this.#world.trace.note(() => `${this.uid} is told: ${outcome}`);
      if (!ASIDE.has(step.does)) this.told.push(`${describe(step)}: ${outcome}`);
      if (!this.#severalDevices) this.#check(step, outcome);
    }
  }

  async #untilItEnds(step: Step): Promise<string> {
    if (step.does === 'wait' || step.does === 'wait for the beat') return this.#wait(step);
    if (step.does === 'switch on') return this.#switchOn();
    // A new pair each time, and the same pair for repetitions.
    const keyId = `KEY-${this.uid}-${step.does === 'connect' ? ++this.#keys : 0}`;
    if (step.does === 'connect') this.#world.accountOf(this.#number).keys.add(keyId);
    for (;;) {
      const outcome = await this.#attempts(step, keyId);
      if (outcome !== undefined) return outcome;
      await this.#world.scheduler.pause(this.#world.random.between(2_000, 15_000));
    }
  }

  /** Nobody waits for long once nothing goes wrong any more. */
  async #wait({ does, milliseconds }: Extract<Step, { milliseconds: number }>): Promise<string> {
    const { scheduler, badUntil } = this.#world;
    const toBeat = does === 'wait' ? 0 : MINUTE_MS - (scheduler.now % MINUTE_MS);
    await scheduler.pause(scheduler.now < badUntil ? toBeat + milliseconds : 1_000);
    return 'done';
  }

  /** Sends what has a key twice now and then, as from two tabs: it must come to one and the same. */
  async #attempts(step: Step, keyId: string): Promise<string | undefined> {
    const { faults, random, scheduler } = this.#world;
    const twice =
      (step.does === 'open' || step.does === 'close') &&
      faults.isBad(scheduler.now) &&
      random.chance(faults.plan.repeated);
    const first = this.#attempt(step, keyId);
    if (!twice) return first;
    const outcomes = await Promise.all([first, this.#attempt(step, keyId)]);
    return outcomes.find(outcome => outcome === undefined || outcome === 'done') ?? outcomes[0];
  }

  /** The outcome; undefined where it has to be tried again. */
  async #attempt(step: Step, keyId: string): Promise<string | undefined> {
    const { instance, services } = this.#world.callables.pick();
    try {
      return await instance.host(() => this.#call(step, keyId, services));
    } catch (thrown) {
      if (thrown instanceof UserFacingError && isFinal(thrown)) return `refused (${thrown.code})`;
      // Nobody waits for a sync that was wanted a while ago: the heartbeat comes by.
      return step.does === 'sync' ? 'done' : undefined;
    }
  }

  async #call(
    step: Step,
    keyId: string,
    { accounts, shadowTrades, pulse, migration }: Services,
  ): Promise<string | undefined> {
    const { uid } = this;
    switch (step.does) {
      case 'onboard':
        await onboardUser({ uid, email: undefined, displayName: undefined }, accounts);
        return 'done';
      case 'connect': {
        const request = { exchange: 'alpaca', environment: 'paper', keyId, secretKey: 'secret' } as const;
        await connectBroker(uid, request, accounts);
        return 'done';
      }
      case 'disconnect':
        return (await disconnectBroker(uid, { exchange: 'alpaca' }, accounts)) && 'done';
      case 'sync': {
        const { syncedAt } = await syncAccount(uid, DEADLINE_MS, pulse);
        this.#checkSynced(syncedAt);
        return 'done';
      }
      case 'migrate': {
        const request = { targetUserId: uid, dryRun: false, withoutGlobal: true, moveKeys: false };
        const { status } = await migrateLegacyData('operator', request, migration);
        return status === 'partial' ? 'partial' : 'done';
      }
      case 'halt': {
        const { closePositions } = step;
        const { status } = await haltTrading(uid, { reason: 'enough', closePositions }, shadowTrades);
        return status === 'halted' ? 'done' : undefined;
      }
      case 'open': {
        const { symbol, side, quantity } = step;
        const request = {
          symbol,
          side,
          quantity: parseQuantity(quantity),
          idempotencyKey: `open-${quantity}-of-${uid}`,
        };
        const { tradeId } = await openShadowTrade(uid, request, BOUNDS, shadowTrades);
        this.#trades.set(quantity, tradeId);
        return 'done';
      }
      case 'close': {
        const tradeId = this.#trades.get(step.quantity) ?? 'none';
        const idempotencyKey = `close-${step.quantity}-of-${uid}`;
        await closeShadowTrade(uid, { tradeId, idempotencyKey }, shadowTrades);
        return 'done';
      }
      default:
        throw new Error('Nobody is asked for that.');
    }
  }

  /** Whoever is told that the account is synced sees it. */
  #checkSynced(at: string): void {
    const { store, watch } = this.#world;
    const stored = timeOfSnapshot.read(store.get(paths.snapshot(this.uid))?.fields).value?.syncedAt;
    if (!stored || stored.toISOString() < at)
      watch.violations.push(
        `${this.uid} was told of a sync at ${at}, and there is one of ${stored?.toISOString()}`,
      );
  }

  /** What the trader was told is so. */
  #check({ does }: Step, outcome: string): void {
    if (outcome !== 'done') return;
    const { store, watch } = this.#world;
    const value = (path: string, name: string) => store.get(path)?.fields[name];
    const isOn = value(paths.tradingStatus(this.uid), tradingStatus.names.enabled) === true;
    const isConnected = value(paths.brokerConfig(this.uid, 'alpaca'), brokerConfig.names.configured) === true;
    if ((does === 'halt' || does === 'disconnect') && isOn)
      watch.violations.push(`${this.uid} was told that trading is off, and it is on`);
    if ((does === 'connect' && !isConnected) || (does === 'disconnect' && isConnected))
      watch.violations.push(`${this.uid} was told ${does} is done, and it is not`);
  }

  /** As the dashboard does it: straight into the document, where the rules let it. */
  async #switchOn(): Promise<string> {
    const { store, scheduler } = this.#world;
    await scheduler.pause(this.#world.random.between(5, 2_000));
    const path = paths.tradingStatus(this.uid);
    const { names } = tradingStatus;
    const fields = store.get(path)?.fields;
    if (fields?.[names.connected] !== true || fields[names.locked] === true) return 'refused (rules)';
    const updatedAt = new Date(scheduler.now);
    const on = { enabled: true, message: 'Trading is on.', updatedAt, updatedBy: 'user' } as const;
    const change = encodedFields(tradingStatus.writePart(on));
    store.commit([{ kind: 'update', path, fields: change }], scheduler.now);
    return 'done';
  }
}

/** Whether a repetition of the same request would get the same. What the broker limits, it allows before long. */
const isFinal = ({ code, message }: UserFacingError): boolean =>
  FINAL.has(code) || (code === 'resource-exhausted' && !message.includes('Alpaca'));

const describe = (step: Step): string => ('quantity' in step ? `${step.does} ${step.quantity}` : step.does);
