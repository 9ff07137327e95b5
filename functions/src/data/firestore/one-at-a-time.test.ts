import { describe, expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

describe('one at a time', () => {
  it('runs work of one key in turn, and of another meanwhile', async () => {
    const inTurn = oneAtATime();
    const events: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = inTurn('a', async () => {
      events.push('a1 begins');
      await gate.promise;
      events.push('a1 ends');
      return 1;
    });
    const second = inTurn('a', async () => {
      events.push('a2');
      return 2;
    });
    await inTurn('b', async () => events.push('b'));
    gate.resolve();
    expect(await Promise.all([first, second])).toEqual([1, 2]);
    expect(events).toEqual(['a1 begins', 'b', 'a1 ends', 'a2']);
  });

  it('goes on after a failure', async () => {
    const inTurn = oneAtATime();
    const failing = inTurn('a', () => Promise.reject(new Error('no')));
    const next = inTurn('a', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
