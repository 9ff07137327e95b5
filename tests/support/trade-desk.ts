import { openShadowTradeRequest } from '../../domain/src/callables/open-shadow-trade.ts';
import { parseMoney } from '../../domain/src/money/money.ts';
import { parsePrice } from '../../domain/src/money/price.ts';
import * as paths from '../../domain/src/paths.ts';
import type { BrokerError } from '../../functions/src/broker/broker-error.ts';
import type { Quote } from '../../functions/src/broker/market-data.ts';
import { shadowTradeStore } from '../../functions/src/data/shadow-trades/shadow-trade-store.ts';
import { tradingSwitch } from '../../functions/src/data/shadow-trades/trading-switch.ts';
import { closeShadowTrade } from '../../functions/src/shadow-trades/close-shadow-trade.ts';
import { openShadowTrade } from '../../functions/src/shadow-trades/open-shadow-trade.ts';
import { ManualClock } from '../../functions/test-support/manual-clock.ts';
import { memoryLog } from '../../functions/test-support/memory-log.ts';
import { type InProcessFirestore, inProcessFirestore } from './in-process-firestore.ts';
import { onboard } from './onboarded.ts';

export const NOW = '2026-03-02T15:00:00Z';
/** The trader's own limits, above what the tests open. */
export const AMPLE = {
  max_trade_usd: '1000000.00',
  max_open_trades: 10_000,
  max_daily_loss_usd: '1000000.00',
  max_notional_usd: '100000000.00',
};
export const LIMITS = { perDay: 500, maxOpenTrades: 200, maxTradeUsd: parseMoney('1000000.00') };

export const quote = (symbol: string, bid: string, ask: string): [string, Quote] => [
  symbol,
  { bid: parsePrice(bid), ask: parsePrice(ask), quotedAt: new Date(NOW) },
];

/** Alice and Bob trade: the features over a Firestore in this process, and a broker whose quotes the tests set. */
export class TradeDesk {
  clock = new ManualClock(NOW);
  quotes = new Map<string, Quote>();
  /** What the broker fails with. */
  failure: BrokerError | undefined;
  /** How often the broker was asked. */
  asked = 0;
  readonly firestore: InProcessFirestore;
  #keys = 0;

  constructor(firestore: InProcessFirestore) {
    this.firestore = firestore;
  }

  static async start(): Promise<TradeDesk> {
    return new TradeDesk(await inProcessFirestore());
  }

  /** As it is before each test: both may trade, and have not. */
  async reset(): Promise<void> {
    await this.firestore.clear();
    this.clock = new ManualClock(NOW);
    this.failure = undefined;
    this.asked = 0;
    this.quotes = new Map([quote('AAPL', '187.49', '187.51'), quote('MSFT', '400', '400.1')]);
    await onboard(this.firestore.db, this.clock.now(), 'alice', 'bob');
    for (const uid of ['alice', 'bob']) {
      await this.firestore.db.doc(paths.tradingStatus(uid)).update({ enabled: true });
      await this.setLimits(uid, AMPLE);
    }
  }

  setLimits(uid: string, limits: Record<string, unknown>) {
    return this.firestore.db.doc(paths.botConfig(uid)).set({ limits });
  }

  /** What an instance of the functions has. */
  ports() {
    return {
      clock: this.clock,
      log: memoryLog(),
      connections: {
        read: async () => ({ id: '1', environment: 'paper' as const, secretVersion: '1' }),
      },
      credentials: { read: async () => ({ kind: 'apiKey' as const, keyId: 'k', secretKey: 's' }) },
      marketData: {
        latestQuotes: async () => {
          this.asked += 1;
          if (this.failure) throw this.failure;
          return this.quotes as never;
        },
      },
      trades: shadowTradeStore(this.firestore.db),
      tradingSwitch: tradingSwitch(this.firestore.db),
    };
  }

  /** A request with a key of its own. */
  order(changes: Record<string, unknown> = {}) {
    this.#keys += 1;
    const size = 'notionalUsd' in changes ? {} : { quantity: '10' };
    return openShadowTradeRequest.parse({
      symbol: 'AAPL',
      side: 'buy',
      idempotencyKey: `key-${this.#keys}-xxxxxx`,
      ...size,
      ...changes,
    });
  }

  open(changes: Record<string, unknown> = {}, uid = 'alice') {
    return openShadowTrade(uid, this.order(changes), LIMITS, this.ports());
  }

  close(tradeId: string, key = 'close-key-1') {
    return closeShadowTrade('alice', { tradeId, idempotencyKey: key }, this.ports());
  }

  async listTrades(uid: string) {
    return (await this.firestore.db.collection(paths.shadowTrades(uid)).get()).docs;
  }

  async usedToday() {
    return (await this.firestore.db.collection(paths.usage('alice')).doc('2026-03-02').get()).data();
  }

  /** What the account's history tells, but for its beginning. */
  async listAudit(uid: string) {
    return (await this.firestore.db.collection(paths.audit(uid)).get()).docs
      .map(entry => entry.get('event'))
      .filter(event => event !== 'onboarded')
      .sort();
  }
}
