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
  const { environment, keyId, secretKey } = request;
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
  await replaceKeys(uid, request, credentials, ports);
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
 * Stores the keys, lets the documents name them, and destroys what they replace.
 *
 * What was in the vault before the documents named these keys belongs to attempts that began earlier, as long as none
 * began later; those can no longer name theirs, so all of it goes: keys that an interrupted attempt left, too. A failure
 * of the saving itself may have come after the write, so then the new version is left alone: whichever of the two the
 * documents name works, and the next connect or disconnect destroys the other.
 */
async function replaceKeys(
  uid: string,
  { exchange, environment, keyId }: ConnectBrokerRequest,
  credentials: Credentials,
  ports: ConnectBrokerPorts,
): Promise<void> {
  const begun = await ports.accounts.beginConnecting(uid);
  if (begun === 'tenant_gone') throw accountGone();
  const version = await ports.vault.store(uid, exchange, credentials);
  const stored = begun.leftovers ? await listQuietly(uid, exchange, ports) : [];
  const connection = { environment, keyIdLast4: keyId.slice(-4), secretVersion: version };
  const saved = await ports.accounts.saveConnection(uid, begun.attempt, connection, ports.clock.now());
  switch (saved.kind) {
    case 'saved': {
      const unused = new Set(saved.last ? stored : []);
      if (saved.replaced !== undefined) unused.add(saved.replaced);
      unused.delete(version);
      return destroyQuietly(uid, exchange, [...unused], ports);
    }
    case 'tenant_gone':
      await ports.vault.erase(uid, exchange);
      throw accountGone();
    case 'superseded':
      await destroyQuietly(uid, exchange, [version], ports);
      throw new UserFacingError(
        'aborted',
        'Your account was connected or disconnected elsewhere at the same moment, and that stands. These keys were not kept.',
      );
  }
}

const accountGone = (): UserFacingError =>
  new UserFacingError('failed-precondition', 'This account was deleted. Nothing was stored.');

type VaultPorts = Pick<ConnectBrokerPorts, 'vault' | 'log'>;

/** Keys of earlier attempts that cannot be found now are found by the next connect or disconnect. */
async function listQuietly(uid: string, exchange: 'alpaca', ports: VaultPorts): Promise<readonly string[]> {
  try {
    return await ports.vault.list(uid, exchange);
  } catch (thrown) {
    ports.log.warn('stored keys could not be listed', { tenant: uid, ...describeThrown(thrown) });
    return [];
  }
}

/** The connection stands already; keys that could not be destroyed are for an operator to look after. */
async function destroyQuietly(
  uid: string,
  exchange: 'alpaca',
  versions: readonly string[],
  ports: VaultPorts,
): Promise<void> {
  if (versions.length === 0) return;
  try {
    await ports.vault.destroy(uid, exchange, versions);
  } catch (thrown) {
    ports.log.error('keys that are no longer used were not destroyed', {
      tenant: uid,
      ...describeThrown(thrown),
    });
  }
}
