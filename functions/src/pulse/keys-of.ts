import type { CredentialsReference } from '../credentials/credentials.ts';
import type { BrokerConnection } from './ports.ts';

/** The keys that a tenant's connection names. */
export const keysOf = (uid: string, { id, secretVersion }: BrokerConnection): CredentialsReference => ({
  uid,
  exchange: 'alpaca',
  version: secretVersion,
  connectionId: id,
});
