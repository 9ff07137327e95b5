import { describe, expect, it } from 'vitest';
import { trackIntentions } from './intention.ts';

describe('trackIntentions', () => {
  it('keeps the key over retries, and takes a new one after a change or a success', () => {
    let made = 0;
    const intentions = trackIntentions(() => `key-${++made}`);
    expect(intentions.keyFor({ symbol: 'AAPL' })).toBe('key-1');
    expect(intentions.keyFor({ symbol: 'AAPL' })).toBe('key-1');
    expect(intentions.keyFor({ symbol: 'MSFT' })).toBe('key-2');
    intentions.fulfilled();
    expect(intentions.keyFor({ symbol: 'MSFT' })).toBe('key-3');
  });
});
