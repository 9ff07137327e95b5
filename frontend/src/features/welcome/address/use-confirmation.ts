import { useCallback, useEffect } from 'react';
import { useServices } from '@/contexts/services-context.tsx';

const LOOK_EVERY_MS = 5_000;

/**
 * Looks whether the address was confirmed meanwhile: here, in another tab, or on another device. By itself while the
 * page is in sight, and when the answer is called. A confirmed address arrives as a new token, which opens what is next.
 */
export function useConfirmation(): () => Promise<boolean> {
  const { auth } = useServices();

  const check = useCallback(async () => {
    const user = auth.currentUser;
    await user?.reload();
    if (!user?.emailVerified) return false;
    await user.getIdToken(true);
    return true;
  }, [auth]);

  useEffect(() => {
    // Without a connection there is nothing to see, and the next look comes soon.
    const look = () => void (document.visibilityState === 'visible' && check().catch(() => {}));
    const timer = setInterval(look, LOOK_EVERY_MS);
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [check]);

  return check;
}
