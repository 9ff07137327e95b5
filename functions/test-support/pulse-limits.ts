import { type PulseSettings, pulseLimits } from '../src/pulse/limits.ts';

/** What an operator sets nothing of, but for the changes. */
export const limitsWith = (changes: Partial<PulseSettings> = {}, tenantDeadlineMs = 12_000) =>
  pulseLimits(
    { PULSE_CONCURRENCY: 32, CLOSED_MARKET_MINUTES: 5, FAN_OUT_ABOVE: 400, SHARD_SIZE: 150, ...changes },
    tenantDeadlineMs,
  );
