import { useStore } from 'zustand';
import { useServices } from '@/contexts/services-context.tsx';
import type { SignedInUser } from '@/session/session-store.ts';

/** Who is signed in. Only pages behind the sign-in may ask. */
export function useUser(): SignedInUser {
  const { user } = useStore(useServices().sessions.store);
  if (user === null) throw new Error('Nobody is signed in.');
  return user;
}

/** Whether the signed-in account is one of the local stack's demo tenants. */
export function useIsDemo(): boolean {
  const { config, sessions } = useServices();
  const email = useStore(sessions.store, state => state.user?.email ?? null);
  return config.demoAccounts?.some(account => account.email === email) ?? false;
}
