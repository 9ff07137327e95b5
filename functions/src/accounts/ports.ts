import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';

/** Who signed in, as the verified token says. */
export interface SignedInUser {
  readonly uid: string;
  readonly email: string | undefined;
  readonly displayName: string | undefined;
}

/** A verified connection, without its keys. */
export interface VerifiedConnection {
  readonly environment: BrokerEnvironment;
  readonly keyIdLast4: string;
  readonly secretVersion: string;
}

/** The documents behind a tenant's account. */
export interface AccountStore {
  /**
   * Creates the tenant's documents with trading off, or leaves everything as it is.
   * `deleted`: the account was deleted, or is being deleted, and does not come back.
   */
  onboard(user: SignedInUser, now: Date): Promise<'created' | 'existing' | 'deleted'>;
  isOnboarded(uid: string): Promise<boolean>;
  /**
   * Makes this the tenant's connection and clears a standing sync error.
   * `superseded`: a newer pair of keys was connected meanwhile. `tenant_gone`: the account was deleted meanwhile.
   */
  saveConnection(
    uid: string,
    connection: VerifiedConnection,
    now: Date,
  ): Promise<'saved' | 'superseded' | 'tenant_gone'>;
  /** Forgets the connection. */
  clearConnection(uid: string, now: Date): Promise<'cleared' | 'not_connected'>;
}
