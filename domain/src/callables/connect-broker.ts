import { z } from 'zod';
import { brokerEnvironment } from '../accounts/environment.ts';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';

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

const connectBrokerResponse = z.strictObject({
  status: z.literal('connected'),
  environment: brokerEnvironment,
  keyIdLast4: z.string(),
  accountStatus: z.string(),
  message: z.string(),
});
export type ConnectBrokerResponse = z.infer<typeof connectBrokerResponse>;

/** Verifies the keys with the broker, then stores them. */
export const connectBroker = defineCallable({
  name: 'connect_broker',
  request: connectBrokerRequest,
  response: connectBrokerResponse,
});

export const connectBrokerContract = {
  callable: connectBroker,
  purpose:
    'Verifies a pair of API keys with the broker, then stores it in Secret Manager. The pair that it replaces is destroyed.',
  requires: 'confirmed',
  session: 'recent',
  limit: { perMinute: 10, perDay: 20 },
  instance: SMALL_INSTANCE,
  errors: {
    'invalid-argument': 'Alpaca does not know these keys, or they are of the other kind of account.',
    'failed-precondition':
      'The account is not set up, or it was deleted; or Alpaca does not let these keys read the account.',
    'resource-exhausted': 'Alpaca limits how often this account may be read.',
    unavailable: 'Alpaca did not answer, or not in a way that can be read. Nothing was stored.',
    aborted: 'The account was connected or disconnected elsewhere at the same moment, and that stands.',
  },
  example: {
    request: {
      exchange: 'alpaca',
      environment: 'paper',
      keyId: 'PKEXAMPLEKEYIDEXAM01',
      secretKey: 'exampleSecretKeyOfFortyCharactersInAllXY',
    },
    response: {
      status: 'connected',
      environment: 'paper',
      keyIdLast4: 'AM01',
      accountStatus: 'ACTIVE',
      message: 'Your paper account is connected with the key ending in AM01.',
    },
  },
  cost: { reads: 6, writes: 5, deletes: 1, secrets: 6, seconds: 5 },
} satisfies CallableContract<typeof connectBroker>;
