import { createSessionStore, type SessionStore, type SignedInUser } from './session-store.ts';
import type { TenantSession } from './tenant-session.ts';

/** What is needed of Auth: who is signed in, and out they go. */
export interface AuthPort {
  /** Calls back at once or soon with who is signed in, and at every change; returns how to stop. */
  onChange(callback: (user: SignedInUser | null) => void): () => void;
  current(): SignedInUser | null;
  signOut(): Promise<void>;
}

export interface SessionManager {
  readonly store: SessionStore;
  /** Ends the session, so that no listener outlives the right to read, and then signs out. */
  signOut(): Promise<void>;
  /**
   * Keeps how somebody has just signed in, in memory: where the server ends older sessions because it sees their address
   * confirmed for the first time, the same can be done once more without asking. Forgotten with the first use, with the
   * sign-out, and when it is not needed.
   */
  keepSignIn(again: () => Promise<unknown>): void;
  /** What was kept, and forgets it. */
  takeSignIn(): (() => Promise<unknown>) | null;
}

/**
 * Opens a session for whoever signs in with a confirmed address, here or in another tab, and ends it when they go.
 */
export function manageSessions(auth: AuthPort, open: (uid: string) => TenantSession): SessionManager {
  const store = createSessionStore();
  let again: (() => Promise<unknown>) | null = null;

  const end = () => {
    const { session } = store.getState();
    // The pages go first: what they show must not be seen emptying.
    store.setState({ status: 'signed-out', user: null, session: null }, true);
    session?.stop();
  };

  const follow = (user: SignedInUser | null) => {
    const { session } = store.getState();
    if (user?.standing !== 'unproven') again = null;
    if (user === null) return end();
    const isOpen = user.standing === 'confirmed';
    if (isOpen && session?.uid === user.uid)
      return store.setState({ status: 'signed-in', user, session }, true);
    if (session) end();
    if (!isOpen) return store.setState({ status: 'waiting', user, session: null }, true);
    store.setState({ status: 'signed-in', user, session: open(user.uid) }, true);
  };

  auth.onChange(follow);

  return {
    store,
    async signOut() {
      end();
      try {
        await auth.signOut();
      } catch (error) {
        follow(auth.current());
        throw error;
      }
    },
    keepSignIn(run) {
      again = run;
    },
    takeSignIn() {
      const kept = again;
      again = null;
      return kept;
    },
  };
}
