import type { Broker } from '../broker.ts';
import { type AlpacaOptions, askAlpaca, askEachClass } from './alpaca-client.ts';
import { toBrokerAccount, toBrokerPosition, toLatestPrices } from './transform.ts';

/** The `Broker` port over Alpaca. */
export function alpacaBroker(options: AlpacaOptions): Broker {
  return {
    account: access =>
      askAlpaca(options, access, async ({ trading }, init) =>
        toBrokerAccount(await trading.account.getAccount(init)),
      ),
    positions: access =>
      askAlpaca(options, access, async ({ trading }, init) =>
        (await trading.positions.getAllOpenPositions(init)).map(toBrokerPosition),
      ),
    latestPrices: (access, wanted) =>
      askAlpaca(options, access, ({ marketData: { stocks, crypto } }, init) =>
        askEachClass(
          wanted,
          symbols => stocks.stockLatestTrades({ symbols, feed: options.feed }, init).then(toLatestPrices),
          symbols => crypto.cryptoLatestTrades({ symbols, loc: 'us' }, init).then(toLatestPrices),
        ),
      ),
  };
}
