import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

describe('waiting after failures', () => {
  it.each([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 4],
    [5, 8],
    [6, 15],
    [1_000_000, 15],
  ])('after %i in a row: %i minutes', (failures, minutes) => {
    expect(backoffMs(failures)).toBe(minutes * 60_000);
  });
});
