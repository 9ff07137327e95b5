import { Timestamp } from 'firebase-admin/firestore';

/**
 * The fields of a kill switch without a broker account behind it: it is off, and `connected` keeps it off until there is
 * an account. So the heartbeat, which lists switches that are on, never reads a tenant in vain.
 */
export const switchedOff = (at: Date): Record<string, unknown> => ({
  enabled: false,
  connected: false,
  message: 'No broker account is connected, so trading is off.',
  updated_at: Timestamp.fromDate(at),
});
