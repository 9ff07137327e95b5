import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';
import type { BrokerName } from '@agenttrader/domain/paths';
import type { Credentials } from '../credentials/credentials.ts';
import { describeThrown } from '../runtime/log.ts';
import type { KeyPorts } from './ports.ts';

/** What a pair of keys is for, and whether an operator moved it in from an earlier system. */
export interface KeyOrigin {
  readonly broker: BrokerName;
  readonly environment: BrokerEnvironment;
  readonly moved?: true;
}

/**
 * Stores the keys, lets the documents name them, and destroys what they replace.
 *
 * What was in the vault before the documents named these keys belongs to attempts that began earlier, as long as none
 * began later; those can no longer name theirs, so all of it goes: keys that an interrupted attempt left, too. A failure
 * of the saving itself may have come after the write, so then the new version is left alone: whichever of the two the
 * documents name works, and the next connect or disconnect destroys the other.
 */
export async function replaceKeys(
  uid: string,
  { broker, environment, moved }: KeyOrigin,
  credentials: Credentials,
  ports: KeyPorts,
): Promise<'saved' | 'superseded' | 'tenant_gone'> {
  const begun = await ports.accounts.beginConnecting(uid);
  if (begun === 'tenant_gone') return begun;
  const version = await ports.vault.store(uid, broker, credentials);
  const stored = begun.leftovers ? await listQuietly(uid, broker, ports) : [];
  const keyIdLast4 = credentials.keyId.slice(-4);
  const connection = { environment, keyIdLast4, secretVersion: version, ...(moved && { moved }) };
  const saved = await ports.accounts.saveConnection(uid, begun.attempt, connection, ports.clock.now());
  switch (saved.kind) {
    case 'saved': {
      const unused = new Set(saved.last ? stored : []);
      if (saved.replaced !== undefined) unused.add(saved.replaced);
      unused.delete(version);
      await destroyQuietly(uid, broker, [...unused], ports);
      break;
    }
    case 'tenant_gone':
      await ports.vault.erase(uid, broker);
      break;
    case 'superseded':
      await destroyQuietly(uid, broker, [version], ports);
      break;
  }
  return saved.kind;
}

type VaultPorts = Pick<KeyPorts, 'vault' | 'log'>;

/** Keys of earlier attempts that cannot be found now are found by the next connect or disconnect. */
async function listQuietly(uid: string, broker: 'alpaca', ports: VaultPorts): Promise<readonly string[]> {
  try {
    return await ports.vault.list(uid, broker);
  } catch (thrown) {
    ports.log.warn('stored keys could not be listed', { tenant: uid, ...describeThrown(thrown) });
    return [];
  }
}

/** The connection stands already; keys that could not be destroyed are for an operator to look after. */
async function destroyQuietly(
  uid: string,
  broker: 'alpaca',
  versions: readonly string[],
  ports: VaultPorts,
): Promise<void> {
  if (versions.length === 0) return;
  try {
    await ports.vault.destroy(uid, broker, versions);
  } catch (thrown) {
    ports.log.error('keys that are no longer used were not destroyed', {
      tenant: uid,
      ...describeThrown(thrown),
    });
  }
}
