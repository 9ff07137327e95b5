import { onboardUser } from '@agenttrader/domain/callables/onboard-user';
import { useEffect, useState } from 'react';
import { useServices } from '@/contexts/services-context.tsx';
import { failureMessage } from '@/lib/failure-message.ts';

/**
 * Calls `onboard_user` while the profile says that it is needed; the profile's listener tells when it is done. Two
 * tabs may both call: onboarding twice is onboarding once.
 */
export function useOnboarding(isNew: boolean): { readonly error: string | null; retry(): void } {
  const { call } = useServices();
  const [attempt, setAttempt] = useState(0);
  const [error, setError] = useState<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another call
  useEffect(() => {
    if (!isNew) return;
    let current = true;
    setError(null);
    call(onboardUser, {}).catch((thrown: unknown) => {
      if (current) setError(failureMessage(thrown));
    });
    return () => {
      current = false;
    };
  }, [isNew, attempt, call]);

  return { error: isNew ? error : null, retry: () => setAttempt(n => n + 1) };
}
