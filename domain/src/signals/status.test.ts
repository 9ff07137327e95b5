import { describe, expect, it } from 'vitest';
import { SIGNAL_STATUSES, statusOfSignal } from './status.ts';

const end = new Date('2026-03-02T15:15:00.000Z');
const before = new Date(end.getTime() - 1);

describe('what has become of a signal', () => {
  it.each([
    ['pending', before, 'pending'],
    ['pending', end, 'expired'],
    ['executed', end, 'executed'],
    ['dismissed', end, 'dismissed'],
    ['expired', before, 'expired'],
  ] as const)('%s, at %o, is %s', (status, now, expected) => {
    expect(statusOfSignal({ status, expiresAt: end }, now)).toBe(expected);
  });

  it('is what is stored where no end is stored', () => {
    for (const status of SIGNAL_STATUSES)
      expect(statusOfSignal({ status, expiresAt: null }, end)).toBe(status);
  });
});
