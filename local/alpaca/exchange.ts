import { hash, timingSafeEqual } from 'node:crypto';
import type { MarketClock, MarketNow } from './clock/market-clock.ts';
import type { Market } from './prices/market.ts';
import type { AccountChange, Store } from './store.ts';
import { restartTimeline, settleUntil } from './trading/settle.ts';
import type { Account, FillState, OrderState } from './trading/state.ts';

export interface ExchangeParts {
  readonly market: Market;
  readonly clock: MarketClock;
  readonly store: Store;
  /** One line for the operator. */
  readonly log: (line: string) => void;
}

/** SHA-256 of a key's secret, in hex. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret);
}

/** The market, its clock and the accounts that trade on it. */
export class Exchange {
  readonly market: Market;
  readonly clock: MarketClock;
  readonly accounts = new Map<string, Account>();
  readonly #store: Store;
  readonly #log: (line: string) => void;
  #era: number;
  /** What a piece of work has changed and not written down yet. */
  #changes: AccountChange[] | undefined;

  constructor(parts: ExchangeParts) {
    this.market = parts.market;
    this.clock = parts.clock;
    this.#store = parts.store;
    this.#log = parts.log;
    this.#era = parts.clock.now().era;
    for (const account of parts.store.loadAccounts()) this.accounts.set(account.state.keyId, account);
  }

  /** Reads the clock, and says so when the timeline has started over since the last reading. */
  now(): MarketNow {
    const now = this.clock.now();
    if (now.era > this.#era) {
      this.#era = now.era;
      this.#log(
        `market time reached the end of its data and starts over at ${new Date(now.ms).toISOString()}`,
      );
    }
    return now;
  }

  /** The account that a key pair belongs to. */
  authenticate(keyId: string, secret: string): Account | undefined {
    const account = this.accounts.get(keyId);
    if (account === undefined) return undefined;
    const given = Buffer.from(hashSecret(secret));
    return timingSafeEqual(given, Buffer.from(account.state.secretHash)) ? account : undefined;
  }

  /** Brings an account's orders up to the present. */
  settle(account: Account, now: MarketNow): void {
    const orders: OrderState[] = [];
    const fills: FillState[] = [];
    const until = (ms: number) => {
      const settled = settleUntil(this.market, account, ms);
      orders.push(...settled.orders);
      fills.push(...settled.fills);
    };
    const eraBefore = account.state.era;
    // Two laps bring up whatever any number of laps would: every lap shows the same prices.
    for (let lap = Math.min(2, now.era - eraBefore); lap > 0; lap--) {
      until(this.clock.endMs);
      orders.push(...restartTimeline(this.market, account, this.clock.startMs, this.clock.endMs));
    }
    account.state.era = now.era;
    until(now.ms);
    if (orders.length > 0 || fills.length > 0 || eraBefore !== now.era)
      this.#change({ account, orders, fills });
  }

  /** Writes down an account, and the orders of it that a request changed. */
  save(account: Account, orders: readonly OrderState[] = []): void {
    this.accounts.set(account.state.keyId, account);
    this.#change({ account, orders, fills: [] });
  }

  /**
   * Does work whose changes are written down together at its end, so that there is all of it or nothing. What a refusal
   * leaves behind, orders that were brought up to the present before, is written down as well.
   *
   * @throws StorageError when that is not possible: the accounts are then as they were before
   */
  atomically<Result>(work: () => Result): Result {
    this.#changes = [];
    try {
      return work();
    } finally {
      const changes = this.#changes;
      this.#changes = undefined;
      // Throws in the place of a refusal, too: what the refusal says would be of accounts that have gone back.
      this.#write(changes);
    }
  }

  #change(change: AccountChange): void {
    if (this.#changes === undefined) this.#write([change]);
    else this.#changes.push(change);
  }

  #write(changes: readonly AccountChange[]): void {
    if (changes.length === 0) return;
    try {
      this.#store.save(changes);
    } catch (error) {
      for (const { account } of changes) this.#restore(account.state.keyId);
      throw error;
    }
  }

  /** Goes back to what is written down of an account. */
  #restore(keyId: string): void {
    const [stored] = this.#store.loadAccounts(keyId);
    if (stored === undefined) this.accounts.delete(keyId);
    else this.accounts.set(keyId, stored);
  }

  remove(keyId: string): boolean {
    this.#store.remove(keyId);
    this.#changes = this.#changes?.filter(({ account }) => account.state.keyId !== keyId);
    return this.accounts.delete(keyId);
  }

  /**
   * Moves, freezes or changes the pace of market time. Orders are settled up to the old time first; after a
   * move back, accounts begin anew from there with what they hold.
   */
  changeClock(change: Parameters<MarketClock['change']>[0]): MarketNow {
    const before = this.now();
    for (const account of this.accounts.values()) this.settle(account, before);
    this.clock.change(change);
    const after = this.clock.now();
    this.#era = after.era;
    this.#store.saveClock(this.clock.state);
    if (after.era !== before.era) {
      for (const account of this.accounts.values()) {
        const orders = restartTimeline(this.market, account, after.ms, before.ms);
        account.state.era = after.era;
        this.#change({ account, orders, fills: [] });
      }
    }
    return after;
  }
}
