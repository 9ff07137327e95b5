import { useState } from 'react';
import { failureMessage } from '@/lib/failure-message.ts';

interface AttemptOptions {
  /** The sentence to show for what was thrown. */
  sentenceOf?(thrown: unknown): string;
  /** Is told the sentence, such as `toast.error`. Without it, the sentence is kept in `error`. */
  tellFailure?(sentence: string): void;
}

export interface Attempts {
  readonly busy: boolean;
  /** Why the last attempt did not work, until the next one begins. */
  readonly error: string | null;
  clearError(): void;
  /** Runs it, and answers whether it worked. */
  attempt(run: () => Promise<unknown>): Promise<boolean>;
}

/** Runs one thing at a time, and tells why it did not work. */
export function useAttempt({ sentenceOf = failureMessage, tellFailure }: AttemptOptions = {}): Attempts {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const attempt = async (run: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await run();
      return true;
    } catch (thrown) {
      (tellFailure ?? setError)(sentenceOf(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, clearError: () => setError(null), attempt };
}
