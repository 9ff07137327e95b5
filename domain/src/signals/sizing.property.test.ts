import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMoney, RUNS } from '../../test-support/arbitraries.ts';
import { compareMoney, isPositiveMoney, parseMoney } from '../money/money.ts';
import { emptyBudgetReason, type SpendingLimits, signalBudget } from './sizing.ts';

const anyLimits: fc.Arbitrary<SpendingLimits> = fc.record({
  buyingPower: anyMoney,
  tenantCap: fc.option(anyMoney, { nil: undefined }),
  platformCap: anyMoney,
});

describe('the budget of a signal', () => {
  it('is under every limit, one of them where it is positive, and never negative', () => {
    fc.assert(
      fc.property(anyLimits, limits => {
        const budget = signalBudget(limits);
        const { buyingPower, tenantCap, platformCap } = limits;
        const all = [buyingPower, platformCap, ...(tenantCap === undefined ? [] : [tenantCap])];
        expect(compareMoney(budget, parseMoney('0'))).not.toBe(-1);
        if (isPositiveMoney(budget)) {
          for (const limit of all) expect(compareMoney(budget, limit)).not.toBe(1);
          expect(all).toContain(budget);
        } else {
          expect(all.some(limit => !isPositiveMoney(limit))).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('is empty exactly where there is a reason for it', () => {
    fc.assert(
      fc.property(anyLimits, limits => {
        expect(emptyBudgetReason(limits) === undefined).toBe(isPositiveMoney(signalBudget(limits)));
      }),
      RUNS,
    );
  });

  it.each([
    ['0', undefined, '100', 'no_buying_power'],
    ['-5', '0', '100', 'no_buying_power'],
    ['500', '0', '100', 'trade_limit_zero'],
    ['500', undefined, '0', 'trade_limit_zero'],
    ['500', '50', '100', undefined],
  ] as const)('buying power %s, own limit %s, platform limit %s: %s', (power, own, platform, reason) => {
    const limits = {
      buyingPower: parseMoney(power),
      tenantCap: own === undefined ? undefined : parseMoney(own),
      platformCap: parseMoney(platform),
    };
    expect(emptyBudgetReason(limits)).toBe(reason);
  });
});
