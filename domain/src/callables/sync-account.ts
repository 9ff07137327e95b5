import { z } from 'zod';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';

const syncAccountRequest = z.strictObject({});

const syncAccountResponse = z.strictObject({
  status: z.literal('synced'),
  /** When the snapshot was taken, ISO 8601 in UTC. */
  syncedAt: z.iso.datetime(),
  equity: z.string(),
  buyingPower: z.string(),
  /** How many open shadow trades were marked to market. */
  tradesMarked: z.int(),
});
export type SyncAccountResponse = z.infer<typeof syncAccountResponse>;

/** Reads the account from the broker now, and marks the open trades. */
export const syncAccount = defineCallable({
  name: 'sync_account',
  request: syncAccountRequest,
  response: syncAccountResponse,
});

export const syncAccountContract = {
  callable: syncAccount,
  purpose:
    'Reads the account from the broker now and marks the open trades to market, whatever the kill switch says.',
  requires: 'confirmed',
  limit: { perMinute: 30, perDay: 100 },
  instance: SMALL_INSTANCE,
  errors: {
    'failed-precondition':
      'No broker is connected, or the stored keys do not work any more. The sentence is that of `status/last_sync_error`.',
    'resource-exhausted': 'Alpaca limits how often these keys may ask.',
    unavailable:
      'Alpaca did not answer, has no price of an open trade, or the stored keys could not be read.',
    'deadline-exceeded': 'The sync took too long.',
    aborted: 'The account is being synced from elsewhere at this moment.',
  },
  example: {
    request: {},
    response: {
      status: 'synced',
      syncedAt: '2026-03-02T15:00:02.118Z',
      equity: '100250.37',
      buyingPower: '200500.74',
      tradesMarked: 2,
    },
  },
  cost: { reads: 207, writes: 204, secrets: 1, seconds: 3 },
} satisfies CallableContract<typeof syncAccount>;
