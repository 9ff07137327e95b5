import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretIdFor } from './secret-name.ts';

describe('the id of a tenant’s secret', () => {
  it('spells the uid out where it can', () => {
    expect(secretIdFor('Ab_9-z', 'alpaca')).toBe('alpaca-keys-Ab_9-z');
  });

  it.each(['a.b', 'a b', 'é', 'a/b', 'x'.repeat(244)])('hashes %s', uid => {
    expect(secretIdFor(uid, 'alpaca')).toMatch(/^alpaca-keyhash-[0-9a-f]{64}$/);
  });

  it('spells out the longest uid that fits', () => {
    expect(secretIdFor('x'.repeat(243), 'alpaca')).toHaveLength(255);
  });

  it('is always one that Secret Manager takes, and never the same for two uids', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'binary' }),
        fc.string({ minLength: 1, unit: 'binary' }),
        (a, b) => {
          const [first, second] = [secretIdFor(a, 'alpaca'), secretIdFor(b, 'alpaca')];
          expect(first).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
          // Lone surrogates have no UTF-8 form of their own; Auth hands out none.
          if (a.isWellFormed() && b.isWellFormed()) expect(first === second).toBe(a === b);
        },
      ),
    );
  });
});
