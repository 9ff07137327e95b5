import { hash32 } from './random.ts';

/** Where an instrument's daily bars come from. */
export type PriceSource =
  | { readonly kind: 'aapl' }
  | { readonly kind: 'sp500' }
  | {
      readonly kind: 'synthetic';
      /** Multiplies the index's log returns. */
      readonly beta: number;
      /** Standard deviation of the instrument's own daily log return. */
      readonly noise: number;
      /** Price at the last close before the reference date, in dollars. */
      readonly anchor: number;
      /** Typical traded quantity a day, in shares or coins. */
      readonly dailyVolume: number;
    };

/** Something that can be quoted, held and ordered. */
export interface Instrument {
  readonly symbol: string;
  readonly id: string;
  readonly name: string;
  readonly assetClass: 'us_equity' | 'crypto';
  readonly exchange: string;
  /** A tick is 10^-priceDecimals dollars; every price is a whole number of ticks. */
  readonly priceDecimals: number;
  /** A lot is 10^-lotDecimals shares or coins; every traded volume is a whole number of lots. */
  readonly lotDecimals: number;
  /** Distance from bid to ask in hundredths of a percent of the last price, never under two ticks. */
  readonly spreadBps: number;
  readonly source: PriceSource;
}

/** A UUID that is a pure function of a name. */
export function namedUuid(name: string): string {
  const hex = [0, 1, 2, 3].map(part => hash32(`${part}/${name}`).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

type SyntheticRow = readonly [
  symbol: string,
  name: string,
  exchange: string,
  beta: number,
  noise: number,
  anchor: number,
  dailyVolume: number,
];

const SYNTHETIC_STOCKS: readonly SyntheticRow[] = [
  ['AMD', 'Advanced Micro Devices, Inc.', 'NASDAQ', 1.9, 0.022, 11, 50e6],
  ['AMZN', 'Amazon.com, Inc.', 'NASDAQ', 1.25, 0.011, 750, 4e6],
  ['GOOGL', 'Alphabet Inc. Class A', 'NASDAQ', 1.1, 0.008, 790, 2e6],
  ['JPM', 'JPMorgan Chase & Co.', 'NYSE', 1.15, 0.008, 86, 14e6],
  ['KO', 'The Coca-Cola Company', 'NYSE', 0.55, 0.006, 41, 12e6],
  ['META', 'Meta Platforms, Inc.', 'NASDAQ', 1.2, 0.011, 115, 20e6],
  ['MSFT', 'Microsoft Corporation', 'NASDAQ', 1.1, 0.007, 62, 25e6],
  ['NVDA', 'NVIDIA Corporation', 'NASDAQ', 1.7, 0.017, 105, 16e6],
  ['QQQ', 'Invesco QQQ Trust, Series 1', 'NASDAQ', 1.1, 0.003, 118, 24e6],
  ['TSLA', 'Tesla, Inc.', 'NASDAQ', 1.4, 0.022, 215, 6e6],
  ['XOM', 'Exxon Mobil Corporation', 'NYSE', 0.9, 0.008, 90, 11e6],
];

type CryptoRow = readonly [
  symbol: string,
  name: string,
  priceDecimals: number,
  lotDecimals: number,
  beta: number,
  noise: number,
  anchor: number,
  dailyVolume: number,
];

const CRYPTO: readonly CryptoRow[] = [
  ['BTC/USD', 'Bitcoin / US Dollar', 2, 4, 0.8, 0.026, 9_000, 4_000],
  ['DOGE/USD', 'Dogecoin / US Dollar', 6, 0, 0.9, 0.034, 0.05, 90e6],
  ['ETH/USD', 'Ethereum / US Dollar', 2, 4, 1.0, 0.032, 300, 30_000],
  ['SOL/USD', 'Solana / US Dollar', 3, 3, 1.1, 0.036, 20, 250_000],
];

function stock(
  symbol: string,
  name: string,
  exchange: string,
  spreadBps: number,
  source: PriceSource,
): Instrument {
  const id = namedUuid(`asset/${symbol}`);
  return {
    symbol,
    id,
    name,
    assetClass: 'us_equity',
    exchange,
    priceDecimals: 2,
    lotDecimals: 0,
    spreadBps,
    source,
  };
}

/** Everything that the exchange lists, by symbol. */
export const INSTRUMENTS: readonly Instrument[] = [
  stock('AAPL', 'Apple Inc. Common Stock', 'NASDAQ', 1, { kind: 'aapl' }),
  stock('SPY', 'SPDR S&P 500 ETF Trust (S&P 500 index level / 10)', 'ARCA', 1, { kind: 'sp500' }),
  ...SYNTHETIC_STOCKS.map(([symbol, name, exchange, beta, noise, anchor, dailyVolume]) =>
    stock(symbol, `${name} (synthetic)`, exchange, 2, {
      kind: 'synthetic',
      beta,
      noise,
      anchor,
      dailyVolume,
    }),
  ),
  ...CRYPTO.map(
    ([symbol, name, priceDecimals, lotDecimals, beta, noise, anchor, dailyVolume]): Instrument => ({
      symbol,
      id: namedUuid(`asset/${symbol}`),
      name: `${name} (synthetic)`,
      assetClass: 'crypto',
      exchange: 'CRYPTO',
      priceDecimals,
      lotDecimals,
      spreadBps: 10,
      source: { kind: 'synthetic', beta, noise, anchor, dailyVolume },
    }),
  ),
].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));

const byName = new Map<string, Instrument>();
for (const instrument of INSTRUMENTS) {
  byName.set(instrument.symbol, instrument);
  byName.set(instrument.id, instrument);
  if (instrument.assetClass === 'crypto') byName.set(instrument.symbol.replace('/', ''), instrument);
}

/** Finds an instrument by symbol (`BTC/USD` or `BTCUSD` for a pair) or asset id. */
export function findInstrument(symbolOrId: string): Instrument | undefined {
  return (
    byName.get(symbolOrId) ?? byName.get(symbolOrId.toUpperCase()) ?? byName.get(symbolOrId.toLowerCase())
  );
}

/** How the positions endpoint spells a symbol: Alpaca leaves the slash of a crypto pair out there. */
export function positionSymbol(instrument: Instrument): string {
  return instrument.symbol.replace('/', '');
}
