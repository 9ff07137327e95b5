import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LagHistogram, mergedLags, percentilesOf, withLag } from './histogram.ts';

const of = (lags: readonly number[]) => lags.reduce<LagHistogram>(withLag, {});
const lagList = fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 1, maxLength: 300 });

describe('a histogram of lags', () => {
  it('gives percentiles that are a tenth too long at most', () => {
    fc.assert(
      fc.property(lagList, lags => {
        const ordered = lags.toSorted((one, other) => one - other);
        const exact = (share: number) => ordered[Math.ceil(share * ordered.length) - 1] ?? 0;
        const maxMs = Math.max(...lags);
        const fresh = percentilesOf(of(lags), maxMs);
        expect(fresh?.maxMs).toBe(maxMs);
        for (const [shown, true_] of [
          [fresh?.p50Ms ?? 0, exact(0.5)],
          [fresh?.p90Ms ?? 0, exact(0.9)],
          [fresh?.p99Ms ?? 0, exact(0.99)],
        ] as const) {
          expect(shown).toBeGreaterThanOrEqual(true_);
          expect(shown).toBeLessThanOrEqual(Math.max(100, true_ * 1.1 + 1));
        }
      }),
    );
  });

  it('is the same whether it is counted at once or merged, and in whatever order', () => {
    fc.assert(
      fc.property(lagList, lagList, (some, others) => {
        expect(mergedLags(of(some), of(others))).toEqual(of([...others, ...some]));
      }),
    );
  });

  it('has as many buckets as differ by a tenth, however many tenants there are', () => {
    const lags = Array.from({ length: 60_000 }, (_, ms) => ms);
    expect(Object.keys(of(lags)).length).toBeLessThan(250);
  });

  it('says nothing where nobody was synced', () => {
    expect(percentilesOf({}, 0)).toBeUndefined();
  });
});
