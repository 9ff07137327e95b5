import type {
  DisconnectBrokerRequest,
  DisconnectBrokerResponse,
} from '@agenttrader/domain/callables/disconnect-broker';
import type { CredentialsVault } from '../credentials/credentials.ts';
import type { Clock } from '../runtime/clock.ts';
import type { AccountStore } from './ports.ts';

/**
 * Disconnects the broker: first the documents stop naming the keys, then every version of them is
 * destroyed. Called again after a failure, it finishes the job.
 */
export async function disconnectBroker(
  uid: string,
  { exchange }: DisconnectBrokerRequest,
  ports: { accounts: AccountStore; vault: CredentialsVault; clock: Clock },
): Promise<DisconnectBrokerResponse> {
  const result = await ports.accounts.clearConnection(uid, ports.clock.now());
  const destroyed = await ports.vault.destroy(uid, exchange, () => true);
  return result === 'cleared' || destroyed > 0
    ? { status: 'disconnected', message: 'Your account is disconnected and its keys are destroyed.' }
    : { status: 'not_connected', message: 'No account was connected; nothing was changed.' };
}
