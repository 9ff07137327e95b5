import { describe, expect, it } from 'vitest';
import { shardQueue } from './shard-queue.ts';

const task = {
  scheduledAt: new Date('2026-03-02T15:00:00.000Z'),
  number: 7,
  uids: ['alice', 'bob'],
  startBefore: new Date('2026-03-02T15:00:50.000Z'),
};
const at = new Date('2026-03-02T15:00:01.000Z');

/** A queue that answers so. */
function queueThat(answer: (data: object, options: unknown) => Promise<void>) {
  return shardQueue({ enqueue: answer as never });
}

describe('the queue of shards', () => {
  it('hands over a task with an id of its minute and number, and its time', async () => {
    const seen: unknown[] = [];
    await queueThat(async (data, options) => void seen.push(data, options)).enqueue(task, at);
    expect(seen).toEqual([
      {
        scheduledAt: '2026-03-02T15:00:00.000Z',
        number: 7,
        uids: ['alice', 'bob'],
        startBefore: '2026-03-02T15:00:50.000Z',
      },
      {
        id: expect.stringMatching(/^[\da-f]{8}-20260302150000000-7$/),
        scheduleTime: at,
        dispatchDeadlineSeconds: 60,
      },
    ]);
  });

  it('has done it where the same task is there already', async () => {
    const there = Object.assign(new Error('it is there'), { code: 'functions/task-already-exists' });
    await expect(queueThat(() => Promise.reject(there)).enqueue(task, at)).resolves.toBeUndefined();
  });

  it('says so where it could not', async () => {
    const denied = Object.assign(new Error('no'), { code: 'functions/permission-denied' });
    await expect(queueThat(() => Promise.reject(denied)).enqueue(task, at)).rejects.toBe(denied);
  });
});
