import type {
  DisconnectBrokerRequest,
  DisconnectBrokerResponse,
} from '@agenttrader/domain/callables/disconnect-broker';
import type { DisconnectBrokerPorts } from './ports.ts';

/**
 * Disconnects the broker: first the documents stop naming the keys, then the keys are destroyed. Called again after a
 * failure, it finishes the job. Where the vault holds nothing it is not asked.
 *
 * What is destroyed was listed before the documents were cleared: clearing them makes every attempt to connect that had
 * begun by then come to nothing, so nobody names these keys any more. Keys of a later attempt are left alone.
 *
 * @throws CredentialsError when keys may be left; the documents name none then
 */
export async function disconnectBroker(
  uid: string,
  { exchange }: DisconnectBrokerRequest,
  { accounts, vault, clock }: DisconnectBrokerPorts,
): Promise<DisconnectBrokerResponse> {
  if (!(await accounts.mayHoldKeys(uid))) return NOT_CONNECTED;
  const [listing] = await Promise.allSettled([vault.list(uid, exchange)]);
  const { kind, attempt, version } = await accounts.clearConnection(uid, clock.now());
  if (listing.status === 'rejected') throw listing.reason;
  const named = version === undefined ? [] : [version];
  const destroyed = await vault.destroy(uid, exchange, [...new Set([...named, ...listing.value])]);
  await accounts.noteEmptied(uid, attempt);
  return kind === 'cleared' || destroyed > 0
    ? { status: 'disconnected', message: 'Your account is disconnected and its keys are destroyed.' }
    : NOT_CONNECTED;
}

const NOT_CONNECTED: DisconnectBrokerResponse = {
  status: 'not_connected',
  message: 'No account was connected; nothing was changed.',
};
