import { expect, it } from 'vitest';
import { simulate } from '../support/simulation/simulate.ts';

/** How many seeds are run here: always the same ones. `npm run test:simulation` runs many more. */
const SEEDS = 150;

it('comes to the right end whatever goes wrong on the way', async () => {
  const failed: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { violations } = await simulate(seed);
    if (violations.length > 0) {
      failed.push(`npm run test:simulation -- --seed ${seed}`, ...violations);
    }
  }
  expect(failed).toEqual([]);
});

it('does the same again with the same seed, event by event', async () => {
  const [one, other] = [await simulate(7, true), await simulate(7, true)];
  expect(one.trace.length).toBeGreaterThan(100);
  expect(other).toEqual(one);
});
