import type {
  ConnectBrokerRequest,
  ConnectBrokerResponse,
} from '@agenttrader/domain/callables/connect-broker';
import type { Credentials } from '../credentials/credentials.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { ConnectBrokerPorts, KeyPorts } from './ports.ts';
import { replaceKeys } from './replace-keys.ts';
import { verifyKeys } from './verify-keys.ts';

/** How long the broker may take to confirm the keys, in milliseconds. */
const VERIFY_MS = 15_000;

/**
 * Connects a broker: the keys are verified before anything is stored, and the pair that they replace is
 * destroyed once the tenant's documents name the new one. Whatever fails on the way, the tenant is
 * left with either the old connection or the new one.
 *
 * @throws UserFacingError
 */
export async function connectBroker(
  uid: string,
  request: ConnectBrokerRequest,
  ports: ConnectBrokerPorts,
): Promise<ConnectBrokerResponse> {
  const { environment, keyId, secretKey } = request;
  if (!(await ports.accounts.isOnboarded(uid))) {
    throw new UserFacingError(
      'failed-precondition',
      'Your account is not set up yet. Sign in again to set it up.',
    );
  }
  const credentials: Credentials = { kind: 'apiKey', keyId, secretKey };
  const account = await verifyKeys(environment, credentials, ports.broker, AbortSignal.timeout(VERIFY_MS));
  await keep(uid, request, credentials, ports);
  const keyIdLast4 = keyId.slice(-4);
  return {
    status: 'connected',
    environment,
    keyIdLast4,
    accountStatus: account.status,
    message: `Your ${environment} account is connected with the key ending in ${keyIdLast4}.`,
  };
}

async function keep(
  uid: string,
  { exchange, environment }: ConnectBrokerRequest,
  credentials: Credentials,
  ports: KeyPorts,
): Promise<void> {
  switch (await replaceKeys(uid, { broker: exchange, environment }, credentials, ports)) {
    case 'saved':
      return;
    case 'tenant_gone':
      throw new UserFacingError('failed-precondition', 'This account was deleted. Nothing was stored.');
    case 'superseded':
      throw new UserFacingError(
        'aborted',
        'Your account was connected or disconnected elsewhere at the same moment, and that stands. These keys were not kept.',
      );
  }
}
