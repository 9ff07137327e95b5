import { countedAttempts, namedVersion, usableConnection } from '@agenttrader/domain/documents/broker-config';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { type ConnectionAttempts, UNCOUNTED_ATTEMPTS } from '../../accounts/connection-attempts.ts';
import type { BrokerConnection } from '../../broker/tenant-access.ts';

/** How far connecting and disconnecting have come. */
export const readAttempts = (config: DocumentSnapshot): ConnectionAttempts => attemptsIn(config.data());

const attemptsIn = (fields: unknown): ConnectionAttempts =>
  countedAttempts.read(fields).value?.attempts ?? UNCOUNTED_ATTEMPTS;

/** The secret's version that the document names. */
export const readConnectedVersion = (config: DocumentSnapshot): string | undefined =>
  namedVersion.read(config.data()).value?.secretVersion;

/** The connection, where there is one that can be used. */
export const readConnection = (config: DocumentSnapshot): BrokerConnection | undefined =>
  connectionIn(config.data());

/** The connection that a document of these fields holds. */
export function connectionIn(fields: unknown): BrokerConnection | undefined {
  const { value } = usableConnection.read(fields);
  if (!value) return undefined;
  const { environment, secretVersion } = value;
  const { settled } = attemptsIn(fields);
  return { id: settled === 0 ? secretVersion : `${secretVersion}.${settled}`, environment, secretVersion };
}
