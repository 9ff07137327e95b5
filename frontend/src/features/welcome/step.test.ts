import { describe, expect, it } from 'vitest';
import { currentStep } from './step.ts';

describe('the wizard', () => {
  it.each([
    [null, false, false, false, null],
    [false, null, false, true, null],
    [false, false, false, false, 'about'],
    [false, false, false, true, 'broker'],
    [false, true, false, false, 'broker'],
    [true, false, false, false, 'limits'],
    [true, false, true, true, 'limits'],
    [true, true, false, false, 'trading'],
    [true, true, true, false, 'done'],
  ] as const)(
    'with connected %s, limits %s, trading %s, started %s goes on at %s',
    (connected, limitsSet, tradingOn, started, step) => {
      expect(currentStep({ connected, limitsSet, tradingOn }, started)).toBe(step);
    },
  );
});
