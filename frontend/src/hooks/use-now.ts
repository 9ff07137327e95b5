import { useSyncExternalStore } from 'react';

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = new Date();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = new Date();
    for (const notify of listeners) notify();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The last second told while the clock runs, so that one render sees one time. */
function present(): Date {
  if (timer === undefined) now = new Date();
  return now;
}

/**
 * What `pick` makes of the present time, once a second; renders again only when that changes. Return text or another
 * primitive: `useNow(now => formatRelative(at, now))`.
 */
export function useNow<T extends string | number | boolean | null>(pick: (now: Date) => T): T {
  return useSyncExternalStore(subscribe, () => pick(present()));
}
