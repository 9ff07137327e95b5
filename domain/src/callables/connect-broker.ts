import { z } from 'zod';
import { brokerEnvironment } from '../accounts/environment.ts';

/**
 * A pair of API keys. Alpaca's key ids are 20 to 26 characters and its secrets 40 to 44; the bounds are wider
 * so that a change of theirs breaks nothing, and narrow enough that nobody stores a document in a secret.
 * The characters are checked so that a stray quote or line break from a paste is named as the cause.
 */
const keyText = (name: string, min: number, max: number) =>
  z
    .string({ error: `${name} must be text.` })
    .trim()
    .min(min, `${name} is too short: paste it whole.`)
    .max(max, `${name} is too long: paste it alone.`)
    .regex(/^[A-Za-z0-9+/=_-]+$/, `${name} contains a character that no Alpaca key has: paste it again.`);

export const connectBrokerRequest = z.strictObject({
  exchange: z.literal('alpaca').default('alpaca'),
  environment: brokerEnvironment,
  keyId: keyText('The key id', 8, 64),
  secretKey: keyText('The secret key', 16, 128),
});
export type ConnectBrokerRequest = z.infer<typeof connectBrokerRequest>;

export const connectBrokerResponse = z.strictObject({
  status: z.literal('connected'),
  environment: brokerEnvironment,
  keyIdLast4: z.string(),
  accountStatus: z.string(),
  message: z.string(),
});
export type ConnectBrokerResponse = z.infer<typeof connectBrokerResponse>;
