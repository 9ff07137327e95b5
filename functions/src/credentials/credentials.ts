import type { BrokerName } from '@agenttrader/domain/paths';

/** What opens an account at the broker. `oauth` is what Alpaca asks of apps that serve other people's live accounts. */
export interface Credentials {
  readonly kind: 'apiKey';
  readonly keyId: string;
  readonly secretKey: string;
}

/** Whose keys, and which version of them. */
export interface CredentialsReference {
  readonly uid: string;
  readonly broker: BrokerName;
  /** The secret's version number, as the connection's document names it. */
  readonly version: string;
  /** Which connection named the version: numbers start over when a secret is deleted, connections never do. */
  readonly connectionId: string;
}

/** Reading keys: all that `pulse` needs. */
export interface CredentialsReader {
  /** @throws CredentialsError */
  read(reference: CredentialsReference): Promise<Credentials>;
}

/** Keeping keys: what connecting and disconnecting need. */
export interface CredentialsVault extends CredentialsReader {
  /** Stores the keys as a new version and answers its number. @throws CredentialsError */
  store(uid: string, broker: BrokerName, credentials: Credentials): Promise<string>;
  /** The versions that are not destroyed. @throws CredentialsError */
  list(uid: string, broker: BrokerName): Promise<readonly string[]>;
  /**
   * Destroys these versions. One that is destroyed already, or not there, is no error. Answers how many it
   * destroyed. @throws CredentialsError
   */
  destroy(uid: string, broker: BrokerName, versions: readonly string[]): Promise<number>;
  /**
   * Removes the place where the keys were kept, with everything in it: for a tenant who leaves for good, since
   * version numbers start over. One that is not there is no error. @throws CredentialsError
   */
  erase(uid: string, broker: BrokerName): Promise<void>;
}

/** Keys could not be read or stored. It says which step failed and nothing of what was in it. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
  /** `missing`: there is no such version, or it was destroyed or disabled. `malformed`: it is no key pair. */
  readonly code: 'missing' | 'malformed' | 'unavailable';

  constructor(code: 'missing' | 'malformed' | 'unavailable') {
    super(`credentials ${code}`);
    this.code = code;
  }
}
