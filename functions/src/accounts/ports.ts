import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';
import type { ExportedDocument } from '@agenttrader/domain/callables/export-account';
import type { Broker } from '../broker/broker.ts';
import type { CredentialsVault } from '../credentials/credentials.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';

/** Whom onboarding makes a tenant, as the verified token says. */
export interface NewTenant {
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
  onboard(user: NewTenant, now: Date): Promise<'created' | 'existing' | 'deleted'>;
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

/** A user, as Firebase Auth has them. */
export interface AuthUser {
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the account can sign in with. */
  readonly ways: readonly { readonly by: string; readonly email: string | undefined }[];
}

/** The users of Firebase Auth. */
export interface AuthUsers {
  find(uid: string): Promise<AuthUser | undefined>;
  /** Ends every session that began before. */
  endSessions(uid: string): Promise<void>;
  /** Takes ways of signing in away from an account. */
  unlink(uid: string, by: readonly string[]): Promise<void>;
  setClaims(uid: string, claims: Readonly<Record<string, unknown>>): Promise<void>;
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

/** Walks a tenant's documents in one fixed order, however many calls it takes. */
export interface AccountExporter {
  isOnboarded(uid: string): Promise<boolean>;
  /** Whether `path` can be where an export of this tenant goes on. */
  isPlaceOf(uid: string, path: string): boolean;
  /** Every document after the one at `after`, or every one. What is not the tenant's to have is left out. */
  documents(uid: string, after: string | undefined): AsyncIterable<ExportedDocument>;
  /** Leaves a note in the tenant's audit that its data was exported. */
  audit(uid: string, at: Date): Promise<void>;
}

/** What setting a tenant up needs. */
export interface OnboardPorts {
  readonly accounts: AccountStore;
  readonly clock: Clock;
}

/** What disconnecting needs. */
export interface DisconnectBrokerPorts extends OnboardPorts {
  readonly vault: CredentialsVault;
}

/** What keeping a pair of keys needs. */
export interface KeyPorts extends DisconnectBrokerPorts {
  readonly log: Log;
}

/** What connecting needs. */
export interface ConnectBrokerPorts extends KeyPorts {
  readonly broker: Broker;
}

/** What confirming an address needs. */
export interface ConfirmAddressPorts {
  readonly users: Omit<AuthUsers, 'remove'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What ending all sessions needs. */
export interface SignOutPorts {
  readonly users: Pick<AuthUsers, 'endSessions'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What deleting an account needs. */
export interface DeleteAccountPorts {
  readonly removal: AccountRemoval;
  readonly vault: Pick<CredentialsVault, 'list' | 'destroy' | 'erase'>;
  readonly users: Pick<AuthUsers, 'remove'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What exporting an account needs. */
export interface ExportAccountPorts {
  readonly exporter: AccountExporter;
  readonly clock: Clock;
}
