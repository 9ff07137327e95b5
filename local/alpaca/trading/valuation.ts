import { absolute, amountOf, divideHalfEven, minimum, type Nano, nano, ONE, toCents } from '../money/nano.ts';
import { findInstrument, type Instrument } from '../prices/instruments.ts';
import type { Market } from '../prices/market.ts';
import { priceNano } from '../prices/units.ts';
import type { AccountSettings, Holding, Portfolio } from './state.ts';

/** A holding at a price. */
export interface ValuedHolding {
  readonly instrument: Instrument;
  readonly holding: Holding;
  readonly price: Nano;
  /** Signed, in whole cents, half-even. */
  readonly marketValue: Nano;
}

/** A portfolio at the prices of one moment; amounts in whole cents. */
export interface Valuation {
  readonly holdings: readonly ValuedHolding[];
  readonly cash: Nano;
  readonly longValue: Nano;
  /** Zero or negative. */
  readonly shortValue: Nano;
  readonly equity: Nano;
  readonly initialMargin: Nano;
  readonly maintenanceMargin: Nano;
}

/** The last trade's price at a moment. */
export function lastPrice(market: Market, instrument: Instrument, ms: number): Nano {
  return priceNano(instrument, market.tape(instrument).priceAt(ms));
}

function share(value: Nano, percent: bigint): Nano {
  return toCents(divideHalfEven(absolute(value) * percent, 100n));
}

/** Values a portfolio at the last prices of a moment: equity is cash plus the sum of the market values, exactly. */
export function valueAt(market: Market, portfolio: Portfolio, ms: number): Valuation {
  const holdings: ValuedHolding[] = [];
  let longValue = 0n;
  let shortValue = 0n;
  let initialMargin = 0n;
  let maintenanceMargin = 0n;
  for (const [symbol, holding] of Object.entries(portfolio.holdings)) {
    const instrument = findInstrument(symbol);
    if (instrument === undefined) continue;
    const price = lastPrice(market, instrument, ms);
    const marketValue = amountOf(nano(holding.qty), price);
    if (marketValue < 0n) shortValue += marketValue;
    else longValue += marketValue;
    const crypto = instrument.assetClass === 'crypto';
    initialMargin += share(marketValue, crypto ? 100n : 50n);
    maintenanceMargin += share(marketValue, crypto ? 100n : 30n);
    holdings.push({ instrument, holding, price, marketValue });
  }
  const cash = nano(portfolio.cash);
  const equity = cash + longValue + shortValue;
  return { holdings, cash, longValue, shortValue, equity, initialMargin, maintenanceMargin };
}

/** Equity below which Alpaca gives no margin. */
const MARGIN_MINIMUM = 2_000n * ONE;

/** The multiplier in force at an equity. */
export function multiplierFor(settings: AccountSettings, equity: Nano): bigint {
  return equity < MARGIN_MINIMUM ? 1n : BigInt(settings.multiplier);
}

export interface BuyingPower {
  /** For what may be bought on margin. */
  readonly marginable: Nano;
  /** For crypto, which must be paid in cash. */
  readonly cashOnly: Nano;
}

/** Free equity times the multiplier, less what open orders have already claimed; never negative. */
export function buyingPower(valuation: Valuation, settings: AccountSettings, claimed: Nano): BuyingPower {
  const positive = (value: Nano) => (value > 0n ? value : 0n);
  const multiplier = multiplierFor(settings, valuation.equity);
  const free = positive(valuation.equity - valuation.initialMargin);
  const inCash = positive(minimum(valuation.cash, multiplier === 1n ? valuation.cash : free) - claimed);
  return {
    marginable: multiplier === 1n ? inCash : positive(free * multiplier - claimed),
    cashOnly: inCash,
  };
}
