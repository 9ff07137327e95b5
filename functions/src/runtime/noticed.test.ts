import { describe, expect, it } from 'vitest';
import { noticed } from './noticed.ts';

describe('what was noticed', () => {
  it('is new once, and again in another state', () => {
    const { isNew } = noticed(10);
    const seen = ['1', '1', '2', '2', '1'].map(state => isNew('trade', state));
    expect(seen).toEqual([true, false, true, false, true]);
    expect(isNew('another', '1')).toBe(true);
  });

  it('is remembered of the newest subjects only', () => {
    const { isNew } = noticed(2);
    for (const subject of ['a', 'b', 'c']) isNew(subject, '1');
    expect(isNew('c', '1')).toBe(false);
    expect(isNew('b', '1')).toBe(false);
    expect(isNew('a', '1')).toBe(true);
  });
});
