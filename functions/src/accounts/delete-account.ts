import type { DeleteAccountResponse } from '@agenttrader/domain/callables/delete-account';
import type { DeleteAccountPorts } from './ports.ts';

/** What the stub names as who deleted the account: its owner. */
const ACTOR = 'user';

/**
 * Deletes the caller's account: trading off, keys destroyed, documents gone, sign-in gone. Keys go before everything
 * that could fail slowly, and the sign-in goes last, so that whoever was interrupted can sign in and repeat it.
 *
 * @throws whatever a port throws; repeating the call finishes what is left
 */
export async function deleteAccount(uid: string, ports: DeleteAccountPorts): Promise<DeleteAccountResponse> {
  const { removal, vault, users, clock, log } = ports;
  await removal.begin(uid, ACTOR, clock.now());
  await vault.destroy(uid, 'alpaca', await vault.list(uid, 'alpaca'));
  await vault.erase(uid, 'alpaca');
  await removal.removePublicProfile(uid);
  await removal.removeLegacyDocuments(uid);
  await removal.removeDocuments(uid);
  // A connection that was being made when the deletion began may have stored a pair of keys since.
  await vault.erase(uid, 'alpaca');
  await users.remove(uid);
  await removal.finish(uid, clock.now());
  log.info('account deleted', { tenant: uid });
  return { status: 'deleted', message: 'Your account and everything in it are deleted, your keys included.' };
}
