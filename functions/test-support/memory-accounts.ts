import type { AccountStore, VerifiedConnection } from '../src/accounts/ports.ts';
import { type Credentials, CredentialsError, type CredentialsVault } from '../src/credentials/credentials.ts';

/** A vault that keeps what Secret Manager would: numbered versions, some of them destroyed. */
export function memoryVault(): CredentialsVault & { readonly versions: Map<number, Credentials> } {
  const versions = new Map<number, Credentials>();
  let last = 0;
  return {
    versions,
    async read({ version }) {
      const found = versions.get(Number(version));
      if (!found) throw new CredentialsError('missing');
      return found;
    },
    async store(_uid, _exchange, credentials) {
      last += 1;
      versions.set(last, credentials);
      return String(last);
    },
    async destroy(_uid, _exchange, condemned) {
      const gone = [...versions.keys()].filter(condemned);
      for (const version of gone) versions.delete(version);
      return gone.length;
    },
    async erase() {
      versions.clear();
      last = 0;
    },
  };
}

export function memoryAccounts(
  onboarded = true,
): AccountStore & { connection: VerifiedConnection | undefined } {
  return {
    connection: undefined,
    async onboard() {
      if (onboarded) return 'existing';
      onboarded = true;
      return 'created';
    },
    async isOnboarded() {
      return onboarded;
    },
    async saveConnection(_uid, connection) {
      this.connection = connection;
      return 'saved';
    },
    async clearConnection() {
      if (!this.connection) return 'not_connected';
      this.connection = undefined;
      return 'cleared';
    },
  };
}
