/** There was no connection, so nothing was fetched: once there is one, another attempt will do. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}

/** Code that is fetched when it is first needed. */
export interface Chunk<T> {
  /** What was fetched, once it was. */
  current(): T | undefined;
  /**
   * Fetches it once; where that failed, the next call tries again.
   *
   * @throws OfflineError where there is no connection
   */
  load(): Promise<T>;
}

/** While the browser knows itself offline, nothing is attempted that could only fail. */
export function chunk<T>(fetch: () => Promise<T>): Chunk<T> {
  let loaded: T | undefined;
  let loading: Promise<T> | undefined;
  return {
    current: () => loaded,
    load() {
      if (loading === undefined && !navigator.onLine) return Promise.reject(new OfflineError());
      loading ??= fetch().then(
        part => {
          loaded = part;
          return part;
        },
        (thrown: unknown) => {
          loading = undefined;
          throw thrown;
        },
      );
      return loading;
    },
  };
}
