import { z } from 'zod';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';

const disconnectBrokerRequest = z.strictObject({
  exchange: z.literal('alpaca').default('alpaca'),
});
export type DisconnectBrokerRequest = z.infer<typeof disconnectBrokerRequest>;

const disconnectBrokerResponse = z.strictObject({
  status: z.enum(['disconnected', 'not_connected']),
  message: z.string(),
});
export type DisconnectBrokerResponse = z.infer<typeof disconnectBrokerResponse>;

/** Destroys the stored keys. */
export const disconnectBroker = defineCallable({
  name: 'disconnect_broker',
  request: disconnectBrokerRequest,
  response: disconnectBrokerResponse,
});

export const disconnectBrokerContract = {
  callable: disconnectBroker,
  purpose: 'Disconnects the broker and destroys the stored keys. Repeating an interrupted call finishes it.',
  requires: 'confirmed',
  session: 'standing',
  limit: { perMinute: 10, perDay: 30 },
  instance: SMALL_INSTANCE,
  errors: {},
  example: {
    request: { exchange: 'alpaca' },
    response: {
      status: 'disconnected',
      message: 'Your account is disconnected and its keys are destroyed.',
    },
  },
  cost: { reads: 5, writes: 5, deletes: 1, secrets: 4, seconds: 3 },
} satisfies CallableContract<typeof disconnectBroker>;
