import type { AddressStanding } from '@agenttrader/domain/accounts/confirmed-address';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TenantSession } from './tenant-session.ts';

/** What the dashboard shows of the account that is signed in. */
export interface SignedInUser {
  readonly uid: string;
  readonly email: string | null;
  readonly displayName: string | null;
  /** What this sign-in proves of the address; the account opens for a confirmed one. */
  readonly standing: AddressStanding;
  /** Whether the token carries the operators' claim. The server and the rules look for themselves. */
  readonly isOperator: boolean;
}

export type SessionState =
  /** Auth has not said yet whether somebody is signed in. */
  | { readonly status: 'starting'; readonly user: null; readonly session: null }
  | { readonly status: 'signed-out'; readonly user: null; readonly session: null }
  /** Somebody is signed in, and has yet to show that the account is theirs. Nothing of it is followed. */
  | { readonly status: 'waiting'; readonly user: SignedInUser; readonly session: null }
  | { readonly status: 'signed-in'; readonly user: SignedInUser; readonly session: TenantSession };

export type SessionStore = StoreApi<SessionState>;

export const createSessionStore = (): SessionStore =>
  createStore<SessionState>(() => ({ status: 'starting', user: null, session: null }));
