import { CLOSED_MARKET_MINUTES } from '@agenttrader/domain/market/due-minutes';
import type { LaneLimits } from './lanes.ts';

export interface PulseLimits {
  readonly lanes: LaneLimits;
  /** How long one tenant may take at its broker, in milliseconds. */
  readonly tenantDeadlineMs: number;
  /** After so long without a sign of life a pulse counts as dead, in milliseconds. */
  readonly leaseMs: number;
  /** How many minutes lie between two syncs of everybody while the market is closed. */
  readonly closedMarketMinutes: number;
  /** Where more tenants are due, they are handed to shards. */
  readonly fanOutAbove: number;
  /** How many tenants a shard has. */
  readonly shardSize: number;
}

/** A setting of the heartbeat that is out of its bounds; the message names both. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';
}

/** How many tenants a shard may have at most. */
export const MOST_SHARD_TENANTS = 200;

const LEASE_MS = 30_000;
/** How many tenants that turned out to be slow wait beside those who have a place, for each of the places. */
const SLOW_PER_PLACE = 8;

/** From where to where an operator can set each. */
export const SETTING_BOUNDS = {
  PULSE_CONCURRENCY: { least: 1, most: 500 },
  CLOSED_MARKET_MINUTES,
  FAN_OUT_ABOVE: { least: 0, most: 2_000 },
  SHARD_SIZE: { least: 1, most: MOST_SHARD_TENANTS },
} as const;

/** The operator's settings, by the names of their parameters. */
export type PulseSettings = Readonly<Record<keyof typeof SETTING_BOUNDS, number>>;

/**
 * The limits that the operator's settings spell out.
 *
 * @param tenantDeadlineMs how long one tenant may take at its broker
 * @throws InvalidSetting: a deployment with such a setting syncs nobody, and says so every minute
 */
export function pulseLimits(settings: PulseSettings, tenantDeadlineMs: number): PulseLimits {
  for (const [name, { least, most }] of Object.entries(SETTING_BOUNDS)) {
    const value = settings[name as keyof PulseSettings];
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidSetting(`${name} is ${value}, and has to be a whole number from ${least} to ${most}.`);
  }
  const places = settings.PULSE_CONCURRENCY;
  return {
    lanes: { healthy: places, troubled: places, slow: places * SLOW_PER_PLACE },
    tenantDeadlineMs,
    leaseMs: LEASE_MS,
    closedMarketMinutes: settings.CLOSED_MARKET_MINUTES,
    fanOutAbove: settings.FAN_OUT_ABOVE,
    shardSize: settings.SHARD_SIZE,
  };
}
