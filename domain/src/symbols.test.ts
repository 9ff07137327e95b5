import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assetClassOf,
  parseTradableSymbol,
  symbolFromDocumentId,
  symbolToDocumentId,
  tradableSymbolSchema,
} from './symbols.ts';

const anySymbol = fc
  .oneof(fc.stringMatching(/^[A-Z][A-Z0-9.]{0,9}$/), fc.stringMatching(/^[A-Z0-9]{2,10}\/[A-Z]{3,5}$/))
  .map(parseTradableSymbol);

describe('parseTradableSymbol', () => {
  it.each([
    ['AAPL', 'AAPL', 'us_equity'],
    ['aapl', 'AAPL', 'us_equity'],
    ['F', 'F', 'us_equity'],
    ['brk.b', 'BRK.B', 'us_equity'],
    ['BTC/USD', 'BTC/USD', 'crypto'],
    ['eth/usdt', 'ETH/USDT', 'crypto'],
    ['1INCH/USD', '1INCH/USD', 'crypto'],
  ])('reads %s as %s, an asset of class %s', (text, symbol, assetClass) => {
    expect(parseTradableSymbol(text)).toBe(symbol);
    expect(assetClassOf(parseTradableSymbol(text))).toBe(assetClass);
  });

  it.each([
    '',
    ' AAPL',
    'AAPL\n',
    '.A',
    '3M',
    'TOOLONGSYMBOL',
    'BTC-USD',
    'BTC/',
    '/USD',
    'BTC/USD/EUR',
    'BTC/US',
    '../x',
    '..',
    'ſPY',
    'ıBM',
    '\uff21\uff21\uff30\uff2c',
    '$AAPL',
    'AAPL,MSFT',
    42,
    null,
    undefined,
    [['AAPL']],
  ])('refuses %j', value => {
    expect(() => parseTradableSymbol(value)).toThrowError(
      / is not a symbol: a stock such as AAPL or BRK\.B .+ and a crypto pair such as BTC\/USD are accepted\.$/,
    );
  });
});

describe('document ids', () => {
  it.each([
    ['AAPL', 'AAPL'],
    ['BRK.B', 'BRK.B'],
    ['BTC/USD', 'BTC-USD'],
  ])('stores %s under %s', (symbol, id) => {
    expect(symbolToDocumentId(parseTradableSymbol(symbol))).toBe(id);
    expect(symbolFromDocumentId(id)).toBe(symbol);
  });

  it('come back as the symbol they were made from, and are ids that Firestore takes', () => {
    fc.assert(
      fc.property(anySymbol, symbol => {
        const id = symbolToDocumentId(symbol);
        return symbolFromDocumentId(id) === symbol && /^[A-Z0-9][A-Z0-9.-]*$/.test(id);
      }),
      { numRuns: 10_000 },
    );
  });

  it('differ for different symbols', () => {
    fc.assert(
      fc.property(
        anySymbol,
        anySymbol,
        (a, b) => (symbolToDocumentId(a) === symbolToDocumentId(b)) === (a === b),
      ),
      { numRuns: 10_000 },
    );
  });

  it.each(['BTC/USD', 'btc-usd', 'aapl', 'BTC-USD-EUR', '-', ''])('refuses %j as an id', id => {
    expect(() => symbolFromDocumentId(id)).toThrowError(/ is not a symbol: /);
  });
});

describe('tradableSymbolSchema', () => {
  it('upper-cases, and refuses with the same message as the parser', () => {
    expect(tradableSymbolSchema.parse('btc/usd')).toBe('BTC/USD');
    expect(tradableSymbolSchema.safeParse('BTC-USD').error?.issues.map(issue => issue.message)).toEqual([
      expect.stringMatching(/^"BTC-USD" is not a symbol: /),
    ]);
    expect(tradableSymbolSchema.safeParse(7).error?.issues.map(issue => issue.message)).toEqual([
      expect.stringMatching(/^The number 7 is not a symbol: /),
    ]);
  });
});
