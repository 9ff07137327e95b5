import { useMemo } from 'react';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useChangePreferences, usePrivacy } from '@/hooks/use-preferences.ts';
import { failureMessage } from '@/lib/failure-message.ts';
import { applyTheme, shownTheme } from '@/lib/theme.ts';

/** What the user menu and the command palette both do. */
export function useShellActions() {
  const { sessions } = useServices();
  const change = useChangePreferences();
  const hidden = usePrivacy();
  return useMemo(() => {
    const tellFailure = (thrown: unknown) => toast.error(failureMessage(thrown));
    return {
      togglePrivacy: () => void change({ privacyMode: !hidden }).catch(tellFailure),
      toggleTheme: () => {
        const theme = shownTheme() === 'dark' ? 'light' : 'dark';
        applyTheme(theme);
        change({ theme }).catch(tellFailure);
      },
      signOut: () => void sessions.signOut().catch(tellFailure),
    };
  }, [change, hidden, sessions]);
}
