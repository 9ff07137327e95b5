import type { Clock } from './clock.ts';

/** The time allowed for a piece of work ran out. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}

/**
 * Runs `work` with a signal that aborts after `milliseconds`, and rejects with `DeadlineExceeded` at that
 * moment even when the work does not listen: a port that hangs must not hold up the other tenants.
 */
export async function withDeadline<T>(
  clock: Clock,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const cancel = clock.after(milliseconds, () => {
    reject(new DeadlineExceeded(`not done within ${milliseconds} ms`));
    controller.abort(new DOMException('The deadline for this tenant has passed.', 'TimeoutError'));
  });
  try {
    return await Promise.race([work(controller.signal), expired]);
  } finally {
    cancel();
  }
}
