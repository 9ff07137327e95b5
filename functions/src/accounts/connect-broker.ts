import type {
  ConnectBrokerRequest,
  ConnectBrokerResponse,
} from '@agenttrader/domain/callables/connect-broker';
import type { Broker } from '../broker/broker.ts';
import type { Credentials, CredentialsVault } from '../credentials/credentials.ts';
import type { Clock } from '../runtime/clock.ts';
import { describeThrown, type Log } from '../runtime/log.ts';
import { takeOrRefuse, type UsageQuota } from '../runtime/quota.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { AccountStore } from './ports.ts';
import { verifyKeys } from './verify-keys.ts';

/** How long the broker may take to confirm the keys, in milliseconds. */
const VERIFY_MS = 15_000;

export interface ConnectBrokerPorts {
  readonly accounts: AccountStore;
  readonly broker: Broker;
  readonly vault: CredentialsVault;
  readonly clock: Clock;
  readonly log: Log;
  readonly quota: UsageQuota;
}

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
  perDay: number,
  ports: ConnectBrokerPorts,
): Promise<ConnectBrokerResponse> {
  const { exchange, environment, keyId, secretKey } = request;
  if (!(await ports.accounts.isOnboarded(uid))) {
    throw new UserFacingError(
      'failed-precondition',
      'Your account is not set up yet. Sign in again to set it up.',
    );
  }
  // Attempts count, and not only those that succeed: each of them asks the broker.
  const used = `You have tried to connect ${perDay} times today.`;
  await takeOrRefuse(ports.quota, uid, perDay, ports.clock.now(), used);
  const credentials: Credentials = { kind: 'apiKey', keyId, secretKey };
  const account = await verifyKeys(environment, credentials, ports.broker, AbortSignal.timeout(VERIFY_MS));
  const version = await ports.vault.store(uid, exchange, credentials);
  await save(uid, version, request, ports);
  await destroyQuietly(uid, exchange, older => older < Number(version), ports);
  const keyIdLast4 = keyId.slice(-4);
  return {
    status: 'connected',
    environment,
    keyIdLast4,
    accountStatus: account.status,
    message: `Your ${environment} account is connected with the key ending in ${keyIdLast4}.`,
  };
}

/**
 * A failure here may have come after the write, so the new version is left alone: whichever of the two the
 * documents name works, and the next connect or disconnect destroys the other.
 */
async function save(
  uid: string,
  version: string,
  { exchange, environment, keyId }: ConnectBrokerRequest,
  ports: ConnectBrokerPorts,
): Promise<void> {
  const connection = { environment, keyIdLast4: keyId.slice(-4), secretVersion: version };
  const result = await ports.accounts.saveConnection(uid, connection, ports.clock.now());
  if (result === 'saved') return;
  await destroyQuietly(uid, exchange, other => other === Number(version), ports);
  if (result === 'tenant_gone') {
    await ports.vault.erase(uid, exchange);
    throw new UserFacingError('failed-precondition', 'This account was deleted. Nothing was stored.');
  }
  throw new UserFacingError(
    'aborted',
    'Another connection was made at the same moment and is the one in use now.',
  );
}

/** The connection stands already; keys that could not be destroyed are for an operator to look after. */
async function destroyQuietly(
  uid: string,
  exchange: 'alpaca',
  condemned: (version: number) => boolean,
  ports: ConnectBrokerPorts,
): Promise<void> {
  try {
    await ports.vault.destroy(uid, exchange, condemned);
  } catch (thrown) {
    ports.log.error('keys that are no longer used were not destroyed', {
      tenant: uid,
      ...describeThrown(thrown),
    });
  }
}
