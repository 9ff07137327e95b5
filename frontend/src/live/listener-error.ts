import type { StoreError } from '@/stores/document-store.ts';

/** Why a listener ended, for the trader. Firestore's own words stay out of sight. */
export function listenerError(thrown: unknown): StoreError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  const message =
    code === 'permission-denied' || code === 'unauthenticated'
      ? 'Your sign-in no longer gives access to this. We keep trying; if it lasts, sign out and in again.'
      : 'This could not be loaded. We keep trying.';
  return { kind: 'unreachable', message, problem: null };
}
