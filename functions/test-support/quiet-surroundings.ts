import type { CallableSurroundings } from '../src/runtime/callable.ts';
import { ManualClock } from './manual-clock.ts';
import { memoryLog } from './memory-log.ts';
import { openLimiter } from './open-limiter.ts';

/** Surroundings of a callable in which every session stands and nothing is asked of the app. */
export const quietSurroundings = (): CallableSurroundings => ({
  log: memoryLog(),
  requireAppCheck: () => false,
  limiter: openLimiter,
  sessions: { check: async () => 'standing' },
  clock: new ManualClock('2026-03-02T15:00:00.000Z'),
});
