import { describe, expect, it } from 'vitest';
import { toLatestQuotes } from './quote-transform.ts';

const at = '2026-03-02T15:00:00Z';

describe('the latest quotes', () => {
  it('are read by symbol, with prices as Alpaca wrote them', () => {
    const quotes = toLatestQuotes({
      quotes: {
        AAPL: { bp: 187.49, ap: 187.51, t: new Date(at), bs: 1 },
        'BTC/USD': { bp: 64123.4, ap: 64130, t: at },
      },
    });
    expect([...quotes]).toEqual([
      ['AAPL', { bid: '187.49', ask: '187.51', quotedAt: new Date(at) }],
      ['BTC/USD', { bid: '64123.4', ask: '64130', quotedAt: new Date(at) }],
    ]);
  });

  it.each([
    ['nobody bids', { bp: 0, ap: 10, t: at }],
    ['nobody asks', { bp: 10, ap: 0, t: at }],
    ['it is crossed', { bp: 10.01, ap: 10, t: at }],
    ['a price is negative', { bp: -1, ap: 10, t: at }],
    ['a price is no number', { bp: Number.NaN, ap: 10, t: at }],
    ['it has no time', { bp: 9, ap: 10 }],
    ['there is none', null],
  ])('leave a symbol out when %s', (_, quote) => {
    expect([...toLatestQuotes({ quotes: { AAPL: quote } })]).toEqual([]);
  });

  it('take a locked quote, whose sides are equal', () => {
    expect(
      toLatestQuotes({ quotes: { AAPL: { bp: 10, ap: 10, t: at } } }).get('AAPL' as never),
    ).toMatchObject({
      bid: '10',
      ask: '10',
    });
  });

  it('are none when the answer holds none', () => {
    expect([...toLatestQuotes({})]).toEqual([]);
  });
});
