import { z } from 'zod';
import { brokerEnvironment } from '../accounts/environment.ts';
import { type DocumentValue, storedDocument, storedMap } from './document.ts';
import { count, optionalText, optionalTime, orNull } from './fields.ts';

/** The version of the tenant's secret, as Secret Manager counts it. */
const secretVersion = z.string().regex(/^\d+$/);

/**
 * `users/{uid}/config/alpaca`: how the broker is connected. It never holds a key. Onboarding makes it, connecting and
 * disconnecting write it whole.
 */
export const brokerConfig = storedDocument({
  configured: z.boolean(),
  environment: orNull(brokerEnvironment),
  /** The last four characters of the key's id, by which its owner recognises the pair. */
  key_id_last4: optionalText,
  secret_version: orNull(secretVersion),
  connected_at: optionalTime,
  verified_at: optionalTime,
  /** What to do next, where nothing is connected. */
  instructions: optionalText,
  /** Connecting and disconnecting in the order in which they began: the last that did, and the last that came to an end. */
  attempts: storedMap({
    begun: count,
    settled: count,
    /** The attempt after which the vault held nothing; null where that is not known. */
    emptied: count.nullable(),
  }).optional(),
});

const { fields } = brokerConfig;
const dates = { connectedAt: fields.connectedAt, verifiedAt: fields.verifiedAt };

/** A connection with what it takes to use it. */
export const usableConnection = brokerConfig.part({
  configured: z.literal(true),
  environment: brokerEnvironment,
  secretVersion,
});

/** A connection, or the lack of one, as onboarding, connecting and disconnecting leave it. */
export const connectedConfig = brokerConfig.part({
  ...dates,
  configured: z.literal(true),
  environment: brokerEnvironment,
  keyIdLast4: z.string(),
  secretVersion,
  instructions: fields.instructions,
});
export const emptyConfig = brokerConfig.part({
  ...dates,
  configured: z.literal(false),
  environment: z.null(),
  keyIdLast4: z.null(),
  secretVersion: z.null(),
  instructions: fields.instructions,
});

/** The connection as it is shown. */
export const shownConnection = brokerConfig.part({
  ...dates,
  configured: fields.configured,
  environment: fields.environment,
  keyIdLast4: fields.keyIdLast4,
  instructions: fields.instructions,
});

/** How far connecting and disconnecting have come. */
export const countedAttempts = brokerConfig.part({ attempts: fields.attempts.unwrap() });

/** The version that the document names, whether or not it is in use. */
export const namedVersion = brokerConfig.part({ secretVersion });

/** The connection's document of a tenant who has connected nothing. */
export const NOT_CONNECTED: DocumentValue<typeof emptyConfig> = {
  configured: false,
  environment: null,
  keyIdLast4: null,
  secretVersion: null,
  connectedAt: null,
  verifiedAt: null,
  instructions: 'Create a pair of API keys at alpaca.markets and connect it here. A paper account is free.',
};
