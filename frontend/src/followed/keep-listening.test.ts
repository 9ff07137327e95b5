import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { activeListeners, keepListening } from './keep-listening.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('counts a listener while it is attached, and attaches it again after it ended by itself', () => {
  const failures: unknown[] = [];
  let fail: (error: unknown) => void = () => {};
  let attachments = 0;
  const listening = keepListening(
    end => {
      attachments += 1;
      fail = end;
      return () => {};
    },
    error => failures.push(error),
  );
  expect(activeListeners()).toBe(1);
  fail('refused');
  expect([failures, activeListeners()]).toEqual([['refused'], 0]);
  vi.runOnlyPendingTimers();
  expect([attachments, activeListeners()]).toEqual([2, 1]);
  listening.stop();
  expect(activeListeners()).toBe(0);
});

it('is not attached again once it was stopped, and tells nobody of an end that comes late', () => {
  const failures: unknown[] = [];
  let fail: (error: unknown) => void = () => {};
  let attachments = 0;
  const listening = keepListening(
    end => {
      attachments += 1;
      fail = end;
      return () => {};
    },
    error => failures.push(error),
  );
  listening.stop();
  fail('late');
  vi.runAllTimers();
  expect([attachments, failures, activeListeners()]).toEqual([1, [], 0]);
});
