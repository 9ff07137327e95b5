import { useState } from 'react';
import { authMessage } from '@/lib/auth-message.ts';

/** Runs one attempt at a time and keeps what to say about its failure. */
export function useAuthAttempt() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  /** Whether it worked. */
  const attempt = async (run: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await run();
      return true;
    } catch (thrown) {
      setError(authMessage(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, attempt };
}
