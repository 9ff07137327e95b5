import { FUNCTIONS_REGION } from '@agenttrader/domain/callables/contract';
import { getApps, initializeApp } from 'firebase-admin/app';
import { getFunctions, type TaskQueue } from 'firebase-admin/functions';
import type { Request } from 'firebase-functions/v2/tasks';
import type { ShardQueue } from '../pulse/ports.ts';
import { taskIdOf } from '../pulse/shards.ts';
import { sentTask } from '../pulse/sync-shard.ts';

/** The function that takes the tasks, and so the queue. Cloud Tasks allows no underscore in a queue's name. */
const QUEUE = `locations/${FUNCTIONS_REGION}/functions/syncUsers`;

/** Longer than a shard may take. Cloud Tasks then gives up on the answer. */
const DISPATCH_DEADLINE_SECONDS = 60;

/** The queue of this project. */
export function taskQueue(): TaskQueue<object> {
  const [app = initializeApp()] = getApps();
  return getFunctions(app).taskQueue(QUEUE);
}

/** Hands shards to Cloud Tasks, which calls `syncUsers` with each: at least once, and in any order. */
export const shardQueue = (queue: Pick<TaskQueue<object>, 'enqueue'>): ShardQueue => ({
  async enqueue(task, at) {
    const options = {
      id: taskIdOf(task),
      scheduleTime: at,
      dispatchDeadlineSeconds: DISPATCH_DEADLINE_SECONDS,
    };
    try {
      await queue.enqueue(sentTask(task), options);
    } catch (thrown) {
      if (!isAlreadyThere(thrown)) throw thrown;
    }
  },
});

const isAlreadyThere = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'functions/task-already-exists';

/**
 * Whether a task says where it comes from. In production nobody else gets as far as the function: it is private, so that Google's
 * front lets only the queue's service account through. Where there is no such front, no page can send these headers.
 */
export const isFromCloudTasks = ({ queueName, id }: Pick<Request<unknown>, 'queueName' | 'id'>): boolean =>
  queueName !== undefined && queueName !== '' && id !== undefined && id !== '';
