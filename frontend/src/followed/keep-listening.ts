import type { StoreError } from '@/stores/document-store.ts';

/** Something that runs until it is stopped. */
export interface Listening {
  stop(): void;
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

const attached = new Set<object>();

/** How many listeners are attached now, over all sessions: none may be left after a sign-out. */
export const activeListeners = (): number => attached.size;

/**
 * Keeps a listener attached until it is stopped. Firestore ends a listener for good when the rules refuse it, and
 * retries everything else by itself; a refused one is attached again after a while, as rules and tokens do change.
 *
 * @param attach starts listening and returns how to stop; calls `fail` when the listener ends by itself
 * @param onFailure told of every such end
 */
export function keepListening(
  attach: (fail: (error: unknown) => void) => () => void,
  onFailure: (error: unknown) => void,
): Listening {
  const token = {};
  let stopped = false;
  let detach: (() => void) | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let delay = FIRST_RETRY_MS;

  const begin = () => {
    attached.add(token);
    detach = attach(error => {
      if (stopped) return;
      attached.delete(token);
      detach = undefined;
      onFailure(error);
      retry = setTimeout(begin, delay);
      delay = Math.min(delay * 2, LONGEST_RETRY_MS);
    });
  };
  begin();

  return {
    stop() {
      stopped = true;
      clearTimeout(retry);
      detach?.();
      attached.delete(token);
    },
  };
}

/** Why a listener ended, for the trader. Firestore's own words stay out of sight. */
export function listenerError(thrown: unknown): StoreError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  const message =
    code === 'permission-denied' || code === 'unauthenticated'
      ? 'Your sign-in no longer gives access to this. We keep trying; if it lasts, sign out and in again.'
      : 'This could not be loaded. We keep trying.';
  return { kind: 'unreachable', message, problem: null };
}
