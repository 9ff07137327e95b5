import { CLOSED_MARKET_MINUTES } from '@agenttrader/domain/market/due-minutes';

export interface PulseLimits {
  /** How many tenants are synced at a time. */
  readonly concurrency: number;
  /** How long one tenant may take at its broker, in milliseconds. */
  readonly tenantDeadlineMs: number;
  /** How long a pulse that broke off without a word keeps the next ones out, in milliseconds. */
  readonly leaseMs: number;
  /** How many minutes lie between two syncs of everybody while the market is closed. */
  readonly closedMarketMinutes: number;
}

/** A setting of the heartbeat that is out of its bounds; the message names both. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Longer than a pulse of a healthy system takes, shorter than the two minutes in which an operator would notice. */
const LEASE_MS = 90_000;

const BOUNDS = {
  PULSE_CONCURRENCY: { least: 1, most: 1_000 },
  CLOSED_MARKET_MINUTES,
} as const satisfies Record<string, Bounds>;

/** The operator's settings, by the names of their parameters. */
export type PulseSettings = Readonly<Record<keyof typeof BOUNDS, number>>;

/**
 * The limits that the operator's settings spell out.
 *
 * @param tenantDeadlineMs how long one tenant may take at its broker
 * @throws InvalidSetting: a deployment with such a setting syncs nobody, and says so every minute
 */
export function pulseLimits(settings: PulseSettings, tenantDeadlineMs: number): PulseLimits {
  for (const [name, { least, most }] of Object.entries(BOUNDS)) {
    const value = settings[name as keyof PulseSettings];
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidSetting(`${name} is ${value}, and has to be a whole number from ${least} to ${most}.`);
  }
  return {
    concurrency: settings.PULSE_CONCURRENCY,
    closedMarketMinutes: settings.CLOSED_MARKET_MINUTES,
    tenantDeadlineMs,
    leaseMs: LEASE_MS,
  };
}
