import { CLOSED_MARKET_MINUTES } from '@agenttrader/domain/market/due-minutes';
import { defineInt } from 'firebase-functions/params';

/** What an operator can set about the heartbeat at deployment, each with a default that works. */
export const pulseParams = {
  /** How many tenants one instance syncs at a time. */
  concurrency: defineInt('PULSE_CONCURRENCY', {
    default: 32,
    description: 'How many tenants are synced at the same time.',
  }),
  /** Nights and weekends are four fifths of the time, and prices of stocks stand still in it. */
  closedMarketMinutes: defineInt('CLOSED_MARKET_MINUTES', {
    default: 5,
    description: `While the stock market is closed, who holds and trades no coins is synced every so many minutes: ${CLOSED_MARKET_MINUTES.least} to ${CLOSED_MARKET_MINUTES.most}.`,
  }),
};
