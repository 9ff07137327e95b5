import type { CredentialsVault } from '../credentials/credentials.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';

/** The people who can sign in. */
export interface AuthUsers {
  /** Removes the account that somebody signs in with; one that is gone already is no error. */
  remove(uid: string): Promise<void>;
}

/** Takes a tenant's documents away, step by step. Each step can be repeated, whatever became of it before. */
export interface AccountRemoval {
  /**
   * Writes the stub that stays, marks the tenant as one that is being deleted, and turns its trading off, all at once:
   * from here on the heartbeat passes the tenant by, and nothing new is begun for it.
   */
  begin(uid: string, actor: string, now: Date): Promise<void>;
  removePublicProfile(uid: string): Promise<void>;
  /** Everything under `users/{uid}`, the profile last, and once more what came in between. */
  removeDocuments(uid: string): Promise<void>;
  /** What earlier systems kept under the tenant's name. */
  removeLegacyDocuments(uid: string): Promise<void>;
  /** Completes the stub. */
  finish(uid: string, now: Date): Promise<void>;
}

export interface DeleteAccountPorts {
  readonly removal: AccountRemoval;
  readonly vault: Pick<CredentialsVault, 'list' | 'destroy' | 'erase'>;
  readonly users: AuthUsers;
  readonly clock: Clock;
  readonly log: Log;
}
