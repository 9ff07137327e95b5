import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateTradingSignalRequest, MAX_MARKET_CONDITIONS } from './generate-trading-signal.ts';

const read = (marketConditions: unknown) => generateTradingSignalRequest.safeParse({ marketConditions });

describe('the market conditions of a question', () => {
  it.each([
    [undefined, undefined],
    [null, undefined],
    ['', ''],
    ['Bullish, low volatility', 'Bullish, low volatility'],
    [{}, '{}'],
    [
      { trend: 'bullish', vix: 14.2, sectors: ['tech', null] },
      '{"trend":"bullish","vix":14.2,"sectors":["tech",null]}',
    ],
    [['calm', 1], '["calm",1]'],
    [42, '42'],
    [false, 'false'],
  ])('%j reach the model as %j', (sent, text) => {
    expect(read(sent)).toMatchObject({ success: true, data: { marketConditions: text } });
  });

  it('may be left out', () => {
    expect(generateTradingSignalRequest.parse({})).toEqual({});
  });

  it('become the text of whatever JSON they are, or are refused for their size', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 7 }), sent => {
        const { success, data } = read(sent);
        if (success) expect(data?.marketConditions?.length ?? 0).toBeLessThanOrEqual(MAX_MARKET_CONDITIONS);
        else expect(JSON.stringify(sent).length).toBeGreaterThan(MAX_MARKET_CONDITIONS);
      }),
    );
  });

  it.each([
    ['text', 'x'.repeat(MAX_MARKET_CONDITIONS), 'x'.repeat(MAX_MARKET_CONDITIONS + 1), 'too long'],
    ['lists', Array(999).fill(1), Array(1_001).fill(1), 'too long'],
    ['depth', nested(8), nested(9), 'too deeply'],
    ['depth without end', nested(1), nested(100_000), 'too deeply'],
  ])('are bounded: %s', (_name, small, large, message) => {
    expect(read(small).success).toBe(true);
    expect(read(large).error?.issues).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message) }),
    ]);
  });
});

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < depth; level += 1) value = [value];
  return value;
}
