import { expect, it } from 'vitest';
import { spread } from './spread.ts';

it('is the same for the same text, and spreads texts that are alike evenly', () => {
  const counts = Array.from({ length: 15 }, () => 0);
  for (let n = 0; n < 15_000; n += 1) {
    const place = spread(`tenant-${n}`, 15);
    expect(spread(`tenant-${n}`, 15)).toBe(place);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(800);
  expect(Math.max(...counts)).toBeLessThan(1_200);
});
