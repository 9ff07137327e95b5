import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { boundedWait, OverdueError } from './bounded-wait.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Something whose answers come when the test says so. */
function slow() {
  const asked: PromiseWithResolvers<string>[] = [];
  const ask = boundedWait(() => {
    const answer = Promise.withResolvers<string>();
    asked.push(answer);
    return answer.promise;
  }, 5_000);
  return { asked, ask };
}

test('answers what comes in time, and fails as it fails', async () => {
  const { asked, ask } = slow();
  const first = ask();
  asked[0]?.resolve('one');
  expect(await first).toBe('one');
  const second = ask();
  asked[1]?.reject(new Error('refused'));
  await expect(second).rejects.toThrow('refused');
  expect(vi.getTimerCount()).toBe(0);
});

test('waits no longer than it may, and then lets nobody wait, until what was asked for has come', async () => {
  const { asked, ask } = slow();
  const first = expect(ask()).rejects.toThrow(OverdueError);
  await vi.advanceTimersByTimeAsync(4_999);
  const second = expect(ask()).rejects.toThrow(OverdueError);
  await vi.advanceTimersByTimeAsync(1);
  await first;
  await expect(ask()).rejects.toThrow(OverdueError);
  await vi.advanceTimersByTimeAsync(5_000);
  await second;
  expect(asked).toHaveLength(1);
  asked[0]?.resolve('late');
  await vi.advanceTimersByTimeAsync(0);
  const anew = ask();
  asked[1]?.resolve('in time');
  expect(await anew).toBe('in time');
});

test('asks anew after what was overdue has failed', async () => {
  const { asked, ask } = slow();
  const first = expect(ask()).rejects.toThrow(OverdueError);
  await vi.advanceTimersByTimeAsync(5_000);
  await first;
  asked[0]?.reject(new Error('refused'));
  await vi.advanceTimersByTimeAsync(0);
  const anew = ask();
  asked[1]?.resolve('in time');
  expect(await anew).toBe('in time');
});
