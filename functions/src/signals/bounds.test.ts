import { describe, expect, it } from 'vitest';
import { signalBounds } from './bounds.ts';

const settings = { maxNotional: '10000.00', perDay: 50, watched: 'SPY, qqq,,BTC/USD ' };

describe('the bounds of signals', () => {
  it('are read from the settings', () => {
    expect(signalBounds(settings)).toEqual({
      platformCap: '10000.00',
      perDay: 50,
      watched: ['SPY', 'QQQ', 'BTC/USD'],
    });
  });

  it.each([{ maxNotional: '10,000' }, { watched: '' }, { watched: ' , ' }, { watched: 'not a symbol' }])(
    'refuse %j',
    broken => {
      expect(() => signalBounds({ ...settings, ...broken })).toThrow();
    },
  );
});
