import { defineInt } from 'firebase-functions/params';
import { SETTING_BOUNDS } from './limits.ts';

/** From where to where, as the description of a parameter says it. */
const within = (name: keyof typeof SETTING_BOUNDS): string =>
  `${SETTING_BOUNDS[name].least} to ${SETTING_BOUNDS[name].most}`;

/** What an operator can set about the heartbeat at deployment, each with a default that works. */
export const pulseParams = {
  /** How many tenants one instance syncs at a time. */
  concurrency: defineInt('PULSE_CONCURRENCY', {
    default: 32,
    description: `How many tenants are synced at the same time, and as many again that were slow or failed: ${within('PULSE_CONCURRENCY')}.`,
  }),
  /** Nights and weekends are four fifths of the time, and prices of stocks stand still in it. */
  closedMarketMinutes: defineInt('CLOSED_MARKET_MINUTES', {
    default: 5,
    description: `While the stock market is closed, who holds and trades no coins is synced every so many minutes: ${within('CLOSED_MARKET_MINUTES')}. With 1 every minute counts as one of an open market.`,
  }),
  /** A few hundred tenants are done in seconds; handing them over would cost more. */
  fanOutAbove: defineInt('FAN_OUT_ABOVE', {
    default: 400,
    description: `Where more tenants than this are due in a minute, they are handed to other instances in shards: ${within('FAN_OUT_ABOVE')}.`,
  }),
  /** Small enough to be synced in seconds, large enough that handing it over costs little a tenant. */
  shardSize: defineInt('SHARD_SIZE', {
    default: 150,
    description: `How many tenants a shard has: ${within('SHARD_SIZE')}.`,
  }),
};
