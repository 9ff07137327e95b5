import { expect, it } from 'vitest';
import { readTypedSymbol, typedSymbolSchema } from './typed-symbol.ts';

it.each([
  ['btc', 'BTC/USD'],
  ['btcusd', 'BTC/USD'],
  ['BTC-USD', 'BTC/USD'],
  ['btc_usd', 'BTC/USD'],
  ['btc usd', 'BTC/USD'],
  [' btc/usd ', 'BTC/USD'],
  ['eth-btc', 'ETH/BTC'],
  ['linkusd', 'LINK/USD'],
  ['link', 'LINK'],
  ['sol', 'SOL'],
  ['aapl', 'AAPL'],
  ['brk.b', 'BRK.B'],
  ['USD', 'USD'],
])('%s is %s', (typed, symbol) => {
  expect(typedSymbolSchema.parse(typed)).toBe(symbol);
});

it.each(['', '!!', 'a-b-c', 'ſpy', 'TOO-LONG-FOR-A-SYMBOL'])('%j is refused as it is', typed => {
  expect(typedSymbolSchema.safeParse(typed).success).toBe(false);
  expect(readTypedSymbol(readTypedSymbol(typed))).toBe(readTypedSymbol(typed));
});
