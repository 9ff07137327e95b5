import { describe, expect, it } from 'vitest';
import { nextStep, STEPS, shownStep } from './step.ts';

const TABLE = [
  // connected, limits, trading, next, where the bare address leads
  [null, false, false, null, null],
  [false, null, false, null, null],
  [false, false, null, null, null],
  [false, false, false, 'broker', 'about'],
  [false, true, false, 'broker', 'broker'],
  [true, false, false, 'limits', 'limits'],
  [true, false, true, 'limits', 'limits'],
  [true, true, false, 'trading', 'trading'],
  [true, true, true, 'done', 'done'],
] as const;

describe('the wizard', () => {
  it.each(TABLE)('with connected %s, limits %s, trading %s goes on at %s, from /welcome at %s', (...row) => {
    const [connected, limitsSet, tradingOn, next, bare] = row;
    const progress = { connected, limitsSet, tradingOn };
    expect(nextStep(progress)).toBe(next);
    if (next === null) return;
    expect(shownStep(undefined, next, progress)).toBe(bare);
    expect(shownStep('nonsense', next, progress)).toBe(bare);
    for (const step of STEPS.slice(1)) {
      const reached = STEPS.indexOf(step) <= STEPS.indexOf(next);
      expect([step, shownStep(step, next, progress)]).toEqual([step, reached ? step : next]);
    }
  });
});
