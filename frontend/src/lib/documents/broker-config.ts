import { brokerEnvironment } from '@agenttrader/domain/accounts/environment';
import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { optionalText, optionalTimestamp } from './fields.ts';

const schema = z.object({
  configured: z.boolean(),
  environment: brokerEnvironment.nullish(),
  key_id_last4: optionalText,
  connected_at: optionalTimestamp,
  verified_at: optionalTimestamp,
  instructions: optionalText,
});

/** `users/{uid}/config/alpaca`: how the broker is connected. It never holds a key. */
export const readBrokerConfig = documentReader(schema, fields => ({
  configured: fields.configured,
  environment: fields.environment ?? null,
  keyIdLast4: fields.key_id_last4,
  connectedAt: fields.connected_at,
  verifiedAt: fields.verified_at,
  instructions: fields.instructions,
}));

export type BrokerConfig = Extract<ReturnType<typeof readBrokerConfig>, { ok: true }>['value'];
