import { describe, expect, it } from 'vitest';
import { TurnQueue } from './turn-queue.ts';

/** Timers that fire when the test says so. */
function manualTimers() {
  const pending = new Set<() => void>();
  return {
    start: (_milliseconds: number, fire: () => void) => {
      pending.add(fire);
      return () => pending.delete(fire);
    },
    fireAll: () => {
      const due = [...pending];
      pending.clear();
      for (const fire of due) fire();
    },
  };
}

const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('TurnQueue', () => {
  it('lets one go at a time, in the order of arrival', async () => {
    const queue = new TurnQueue<{ name: string }>(manualTimers().start);
    const order: string[] = [];
    const work = async (name: string): Promise<void> => {
      const owner = { name };
      await queue.take(owner, 'key');
      order.push(`${name} in`);
      await settle();
      order.push(`${name} out`);
      queue.release(owner);
    };
    await Promise.all(['a', 'b', 'c'].map(work));
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('does not make different keys wait, nor the holder for itself', async () => {
    const queue = new TurnQueue<object>(manualTimers().start);
    const [a, b] = [{}, {}];
    await queue.take(a, 'x');
    await queue.take(a, 'x');
    await queue.take(b, 'y');
  });

  it('passes a turn on when its holder keeps it too long', async () => {
    const timers = manualTimers();
    const queue = new TurnQueue<object>(timers.start);
    const [a, b, c] = [{}, {}, {}];
    await queue.take(a, 'x');
    let reached = 0;
    const second = queue.take(b, 'x').then(() => reached++);
    const third = queue.take(c, 'x').then(() => reached++);
    await settle();
    expect(reached).toBe(0);
    timers.fireAll();
    await second;
    expect(reached).toBe(1);
    queue.release(a);
    await settle();
    expect(reached).toBe(1);
    queue.release(b);
    await third;
  });

  it('goes ahead rather than wait in a circle', async () => {
    const queue = new TurnQueue<object>(manualTimers().start);
    const [a, b] = [{}, {}];
    await queue.take(a, 'x');
    await queue.take(b, 'y');
    const waiting = queue.take(a, 'y');
    await queue.take(b, 'x');
    queue.release(b);
    await waiting;
  });
});
