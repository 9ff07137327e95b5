import { z } from 'zod';

export const syncAccountRequest = z.strictObject({});
export type SyncAccountRequest = z.infer<typeof syncAccountRequest>;

export const syncAccountResponse = z.strictObject({
  status: z.literal('synced'),
  /** When the snapshot was taken, ISO 8601 in UTC. */
  syncedAt: z.iso.datetime(),
  equity: z.string(),
  buyingPower: z.string(),
  /** How many open shadow trades were marked to market. */
  tradesMarked: z.int(),
});
export type SyncAccountResponse = z.infer<typeof syncAccountResponse>;
