import type { Clock } from './clock.ts';

/** Waits until the second is over. Auth tells the times of sign-ins, and of sessions that were ended, in whole ones. */
export const nextSecond = (clock: Clock): Promise<void> =>
  new Promise(resolve => {
    clock.after(1_000 - (clock.now().getTime() % 1_000), resolve);
  });
