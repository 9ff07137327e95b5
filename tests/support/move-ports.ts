import type { Firestore } from 'firebase-admin/firestore';
import type { CredentialsVault } from '../../functions/src/credentials/credentials.ts';
import { FirestoreAccountStore } from '../../functions/src/data/accounts/account-store.ts';
import { legacyKeys } from '../../functions/src/data/migration/legacy-keys.ts';
import type { MovePorts } from '../../functions/src/migration/ports.ts';
import { ManualClock } from '../../functions/test-support/manual-clock.ts';
import { memoryVault } from '../../functions/test-support/memory-accounts.ts';
import { memoryLog } from '../../functions/test-support/memory-log.ts';

/** What moving keys needs, over a Firestore and a vault in memory. */
export const movePorts = (
  db: Firestore,
  vault: CredentialsVault = memoryVault(),
  log = memoryLog(),
): MovePorts => ({
  documents: legacyKeys(db),
  accounts: new FirestoreAccountStore(db),
  vault,
  clock: new ManualClock('2026-03-02T15:00:00.000Z'),
  log,
});
