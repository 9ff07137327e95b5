import {
  beginAttempt,
  type ConnectionAttempts,
  emptyAfter,
  mayHoldKeys,
  NO_ATTEMPTS,
  settleAttempt,
} from '../src/accounts/connection-attempts.ts';
import type { AccountStore, VerifiedConnection } from '../src/accounts/ports.ts';
import { type Credentials, CredentialsError, type CredentialsVault } from '../src/credentials/credentials.ts';

export interface MemoryVault extends CredentialsVault {
  /** What can be read, by number. */
  readonly versions: Map<number, Credentials>;
  /** How often it was asked for its list. */
  readonly listings: () => number;
}

/** A vault that keeps what Secret Manager would for one tenant: numbered versions, some of them destroyed. */
export function memoryVault(): MemoryVault {
  const versions = new Map<number, Credentials>();
  let last = 0;
  let listings = 0;
  return {
    versions,
    listings: () => listings,
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
    async list() {
      listings += 1;
      return [...versions.keys()].map(String);
    },
    async destroy(_uid, _exchange, condemned) {
      return condemned.filter(version => versions.delete(Number(version))).length;
    },
    async erase() {
      versions.clear();
      last = 0;
    },
  };
}

export interface MemoryAccounts extends AccountStore {
  connection: VerifiedConnection | undefined;
  /** Takes the account away, as deleting it does. */
  remove(): void;
}

/** One tenant's documents. */
export function memoryAccounts(onboarded = true): MemoryAccounts {
  let attempts: ConnectionAttempts = NO_ATTEMPTS;
  return {
    connection: undefined,
    remove() {
      onboarded = false;
      this.connection = undefined;
    },
    async onboard() {
      if (onboarded) return 'existing';
      onboarded = true;
      return 'created';
    },
    async isOnboarded() {
      return onboarded;
    },
    async beginConnecting() {
      if (!onboarded) return 'tenant_gone';
      const leftovers = mayHoldKeys(attempts);
      attempts = beginAttempt(attempts);
      return { attempt: attempts.begun, leftovers };
    },
    async saveConnection(_uid, attempt, connection) {
      if (!onboarded) return { kind: 'tenant_gone' };
      const settled = settleAttempt(attempts, attempt);
      if (!settled) return { kind: 'superseded' };
      const replaced = this.connection?.secretVersion;
      attempts = settled;
      this.connection = connection;
      return { kind: 'saved', replaced, last: attempts.begun === attempt };
    },
    async mayHoldKeys() {
      return mayHoldKeys(attempts);
    },
    async clearConnection() {
      const version = this.connection?.secretVersion;
      const begun = beginAttempt(attempts);
      attempts = { ...begun, settled: begun.begun };
      this.connection = undefined;
      return { kind: version === undefined ? 'not_connected' : 'cleared', attempt: begun.begun, version };
    },
    async noteEmptied(_uid, attempt) {
      attempts = emptyAfter(attempts, attempt) ?? attempts;
    },
  };
}
