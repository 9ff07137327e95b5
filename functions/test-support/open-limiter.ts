import type { CallLimiter } from '../src/runtime/call-limits/call-limiter.ts';

/** Admits every call. */
export const openLimiter = (): CallLimiter => ({ admit: async () => undefined });
