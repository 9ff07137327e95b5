import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';

/** Who signed in, as the verified token says. */
export interface SignedInUser {
  readonly uid: string;
  readonly email: string | undefined;
  readonly displayName: string | undefined;
}

/** A connection, without its keys. */
export interface VerifiedConnection {
  /**
   * Whether an operator moved the keys in from an earlier system. Nobody has asked the broker about them then, and they
   * take no connection's place.
   */
  readonly moved?: true;
  readonly environment: BrokerEnvironment;
  readonly keyIdLast4: string;
  readonly secretVersion: string;
}

/** An attempt to connect that has been counted. */
export interface BegunConnecting {
  /** Its place in the order of attempts. */
  readonly attempt: number;
  /** Whether the vault may hold keys of attempts before this one. */
  readonly leftovers: boolean;
}

/** How naming new keys in the documents ended. */
export type SavedConnection =
  | {
      readonly kind: 'saved';
      /** The version that the documents named before. */
      readonly replaced: string | undefined;
      /** Whether no later attempt has begun: whatever was in the vault before this moment is used by nobody then. */
      readonly last: boolean;
    }
  /** An attempt that began later, to connect or to disconnect, was here first and stands. */
  | { readonly kind: 'superseded' }
  /** The account was deleted meanwhile. */
  | { readonly kind: 'tenant_gone' };

/** How forgetting the connection ended. */
export interface ClearedConnection {
  readonly kind: 'cleared' | 'not_connected';
  readonly attempt: number;
  /** The version that the documents named. */
  readonly version: string | undefined;
}

/** The documents behind a tenant's account. */
export interface AccountStore {
  /**
   * Creates the tenant's documents with trading off, or leaves everything as it is.
   * `deleted`: the account was deleted, or is being deleted, and does not come back.
   */
  onboard(user: SignedInUser, now: Date): Promise<'created' | 'existing' | 'deleted'>;
  isOnboarded(uid: string): Promise<boolean>;
  /** Counts an attempt to connect, before its keys are stored. */
  beginConnecting(uid: string): Promise<BegunConnecting | 'tenant_gone'>;
  /** Makes this the tenant's connection and clears a standing sync error, unless a later attempt has decided. */
  saveConnection(
    uid: string,
    attempt: number,
    connection: VerifiedConnection,
    now: Date,
  ): Promise<SavedConnection>;
  /** Whether the vault may hold keys of the tenant: nothing has to be looked for where it cannot. */
  mayHoldKeys(uid: string): Promise<boolean>;
  /** Forgets the connection, and makes every attempt to connect that has begun by now come to nothing. */
  clearConnection(uid: string, now: Date): Promise<ClearedConnection>;
  /** Notes that the vault holds nothing, unless another attempt began after `attempt`. */
  noteEmptied(uid: string, attempt: number): Promise<void>;
}
