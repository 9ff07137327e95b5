/** The longest that something waits for a page that is never idle, in milliseconds. */
const LATEST = 2_000;

/** Resolves once the browser has drawn what there is to draw and has nothing else to do. */
export function whenIdle(): Promise<void> {
  return new Promise(resolve => {
    // Safari has no idle callback: the next turn after a drawn frame is close to it.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: LATEST });
    else requestAnimationFrame(() => setTimeout(resolve));
  });
}
