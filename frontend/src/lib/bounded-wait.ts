/** Nothing came in time. It may still come. */
export class OverdueError extends Error {
  override readonly name = 'OverdueError';
}

/**
 * Asks for something that may never come. Who asks first waits as long as that; once it is overdue, everybody else is
 * told so at once, until it did come or fail: then it is asked for anew.
 *
 * @param milliseconds how long to wait
 * @throws OverdueError from what is returned
 */
export function boundedWait<T>(ask: () => Promise<T>, milliseconds: number): () => Promise<T> {
  let asked: Promise<T> | undefined;
  let isOverdue = false;
  return async () => {
    if (asked === undefined) {
      isOverdue = false;
      asked = ask().finally(() => {
        asked = undefined;
      });
      asked.catch(() => undefined);
    } else if (isOverdue) throw new OverdueError();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const overdue = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isOverdue = true;
        reject(new OverdueError());
      }, milliseconds);
    });
    return Promise.race([asked, overdue]).finally(() => clearTimeout(timer));
  };
}
