import { z } from 'zod';

export const disconnectBrokerRequest = z.strictObject({
  exchange: z.literal('alpaca').default('alpaca'),
});
export type DisconnectBrokerRequest = z.infer<typeof disconnectBrokerRequest>;

export const disconnectBrokerResponse = z.strictObject({
  status: z.enum(['disconnected', 'not_connected']),
  message: z.string(),
});
export type DisconnectBrokerResponse = z.infer<typeof disconnectBrokerResponse>;
