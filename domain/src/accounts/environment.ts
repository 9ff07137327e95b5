import { z } from 'zod';

/**
 * Which of the broker's environments an account belongs to. The host is derived from this in code; no URL is
 * ever read from a tenant's data.
 */
export const brokerEnvironment = z.enum(['paper', 'live'], {
  error: 'environment must be "paper" or "live".',
});
export type BrokerEnvironment = z.infer<typeof brokerEnvironment>;

/** The other environment: where keys that one refuses may belong. */
export const otherEnvironment = (environment: BrokerEnvironment): BrokerEnvironment =>
  environment === 'paper' ? 'live' : 'paper';
