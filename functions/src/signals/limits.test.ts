import { describe, expect, it } from 'vitest';
import { signalLimits } from './limits.ts';

const settings = { maxNotional: '10000.00', perDay: 50, watched: 'SPY, qqq,,BTC/USD ' };

describe('the limits of signals', () => {
  it('are read from the settings', () => {
    expect(signalLimits(settings)).toEqual({
      platformCap: '10000.00',
      perDay: 50,
      watched: ['SPY', 'QQQ', 'BTC/USD'],
    });
  });

  it.each([{ maxNotional: '10,000' }, { watched: '' }, { watched: ' , ' }, { watched: 'not a symbol' }])(
    'refuse %j',
    broken => {
      expect(() => signalLimits({ ...settings, ...broken })).toThrow();
    },
  );
});
