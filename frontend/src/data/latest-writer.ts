import { createStore, type StoreApi } from 'zustand/vanilla';

/** Writes what is wanted of one document, as often as the rules take it: what comes faster goes together. */
export interface LatestWriter<T> {
  /** What is wanted and not stored yet; null while everything is. Shown in the place of what is stored. */
  readonly wanted: StoreApi<T | null>;
  /**
   * Wants these fields. Resolves once they are stored, or something later is wanted in their place.
   *
   * @throws whatever `write` throws
   */
  want(fields: T): Promise<void>;
}

/**
 * @param write resolves when the server has answered, however long that takes
 * @param spacing between two writes, in milliseconds
 */
export function latestWriter<T extends object>(
  write: (fields: T) => Promise<void>,
  spacing: number,
): LatestWriter<T> {
  const wanted = createStore<T | null>(() => null);
  let waiting: PromiseWithResolvers<void> | undefined;
  let running = false;

  const settle = (fields: T, end: (waiter: PromiseWithResolvers<void>) => void) => {
    // What was wanted meanwhile is written next, whatever became of this.
    if (wanted.getState() !== fields) return;
    wanted.setState(null, true);
    if (waiting) end(waiting);
    waiting = undefined;
  };
  const run = async () => {
    running = true;
    for (let fields = wanted.getState(); fields !== null; fields = wanted.getState()) {
      const written = fields;
      await write(written).then(
        () => settle(written, waiter => waiter.resolve()),
        (thrown: unknown) => settle(written, waiter => waiter.reject(thrown)),
      );
      await new Promise(resolve => setTimeout(resolve, spacing));
    }
    running = false;
  };

  return {
    wanted,
    want(fields) {
      waiting?.resolve();
      waiting = Promise.withResolvers();
      const { promise } = waiting;
      wanted.setState(fields, true);
      if (!running) void run();
      return promise;
    },
  };
}
