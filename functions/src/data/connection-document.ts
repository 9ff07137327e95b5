import { brokerEnvironment } from '@agenttrader/domain/accounts/environment';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { z } from 'zod';
import { type ConnectionAttempts, UNCOUNTED_ATTEMPTS } from '../accounts/connection-attempts.ts';
import type { BrokerConnection } from '../broker/tenant-access.ts';

const attempt = z.int().nonnegative();
const attemptsSchema = z.object({ begun: attempt, settled: attempt, emptied: attempt.nullable() });
const secretVersion = z.string().regex(/^\d+$/);

const connectionSchema = z.object({
  configured: z.literal(true),
  environment: brokerEnvironment,
  secret_version: secretVersion,
});

/** How far connecting and disconnecting have come. */
export const attemptsOf = (config: DocumentSnapshot): ConnectionAttempts =>
  attemptsSchema.safeParse(config.get('attempts')).data ?? UNCOUNTED_ATTEMPTS;

/** The secret's version that the document names. */
export const connectedVersionOf = (config: DocumentSnapshot): string | undefined =>
  secretVersion.safeParse(config.get('secret_version')).data;

/** The connection, where there is one that can be used. */
export function connectionOf(config: DocumentSnapshot): BrokerConnection | undefined {
  const { data } = connectionSchema.safeParse(config.data());
  if (!data) return undefined;
  const { settled } = attemptsOf(config);
  const id = settled === 0 ? data.secret_version : `${data.secret_version}.${settled}`;
  return { id, environment: data.environment, secretVersion: data.secret_version };
}
