import { describe, expect, it } from 'vitest';
import { createCollectionStore } from '@/stores/collection-store.ts';
import { createNetworkStore } from '@/stores/network-store.ts';
import { manageSessions } from './session-manager.ts';
import type { SignedInUser } from './session-store.ts';
import type { TenantSession } from './tenant-session.ts';

const user = (uid: string, standing: SignedInUser['standing'] = 'confirmed'): SignedInUser => ({
  uid,
  email: null,
  displayName: null,
  standing,
  isOperator: false,
});

/** Auth and sessions that write down what happens, in order. */
function world(signOut: (log: string[]) => Promise<void> = async () => {}) {
  const log: string[] = [];
  let current: SignedInUser | null = null;
  let tell: (user: SignedInUser | null) => void = () => {};
  const change = (next: SignedInUser | null) => {
    current = next;
    tell(next);
  };
  const open = (uid: string): TenantSession => {
    log.push(`open ${uid}`);
    const refuse = () => {
      throw new Error('not part of this test');
    };
    return {
      uid,
      network: createNetworkStore(true),
      document: refuse,
      collection: refuse,
      openTrades: createCollectionStore(),
      stop: () => void log.push(`stop ${uid}`),
    };
  };
  const manager = manageSessions(
    {
      onChange(callback) {
        tell = callback;
        return () => {};
      },
      current: () => current,
      async signOut() {
        await signOut(log);
        log.push('sign out');
        change(null);
      },
    },
    open,
  );
  return { log, change, manager };
}

describe('sessions', () => {
  it('start with the sign-in and stop before the sign-out', async () => {
    const { log, change, manager } = world();
    expect(manager.store.getState().status).toBe('starting');
    change(user('ada'));
    expect(manager.store.getState().session?.uid).toBe('ada');
    await manager.signOut();
    expect(log).toEqual(['open ada', 'stop ada', 'sign out']);
    expect(manager.store.getState()).toEqual({ status: 'signed-out', user: null, session: null });
  });

  it('are made anew for another user, after the one before has stopped', () => {
    const { log, change, manager } = world();
    change(user('ada'));
    const first = manager.store.getState().session;
    change(user('grace'));
    expect(log).toEqual(['open ada', 'stop ada', 'open grace']);
    expect(manager.store.getState().session).not.toBe(first);
  });

  it('outlive a change of the same user', () => {
    const { log, change, manager } = world();
    change(user('ada'));
    change({ ...user('ada'), displayName: 'Ada' });
    expect(log).toEqual(['open ada']);
    expect(manager.store.getState().user?.displayName).toBe('Ada');
  });

  it.each(['unconfirmed', 'unproven'] as const)(
    'wait for a session that is %s, and open after it',
    standing => {
      const { log, change, manager } = world();
      change(user('ada', standing));
      expect(manager.store.getState()).toMatchObject({
        status: 'waiting',
        user: { uid: 'ada' },
        session: null,
      });
      expect(log).toEqual([]);
      change(user('ada'));
      expect(manager.store.getState().status).toBe('signed-in');
      expect(log).toEqual(['open ada']);
    },
  );

  it('end when the account is not known to be the user’s any more', () => {
    const { log, change, manager } = world();
    change(user('ada'));
    change(user('ada', 'unproven'));
    expect(log).toEqual(['open ada', 'stop ada']);
    expect(manager.store.getState().status).toBe('waiting');
  });

  it('keep how somebody signed in while it may be needed, and for one use', () => {
    const { change, manager } = world();
    const again = async () => {};
    const kept = (...users: (SignedInUser | null)[]) => {
      manager.keepSignIn(again);
      for (const one of users) change(one);
      return manager.takeSignIn();
    };
    expect(kept(user('ada', 'unproven'))).toBe(again);
    expect(manager.takeSignIn()).toBeNull();
    expect(kept(user('ada', 'unproven'), null)).toBeNull();
    expect(kept(user('ada', 'unconfirmed'))).toBeNull();
    expect(kept(user('ada'))).toBeNull();
  });

  it('end when another tab signs out', () => {
    const { log, change } = world();
    change(user('ada'));
    change(null);
    expect(log).toEqual(['open ada', 'stop ada']);
  });

  it('come back when the sign-out fails, as the user is then still signed in', async () => {
    const { log, change, manager } = world(() => Promise.reject(new Error('no network')));
    change(user('ada'));
    await expect(manager.signOut()).rejects.toThrow('no network');
    expect(log).toEqual(['open ada', 'stop ada', 'open ada']);
    expect(manager.store.getState().status).toBe('signed-in');
  });
});
