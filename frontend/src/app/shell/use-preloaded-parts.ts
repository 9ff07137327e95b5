import { useEffect } from 'react';
import { toaster } from '@/app/toaster-host.tsx';
import { HaltDialog } from '@/components/kill-switch/dialogs.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { OrderTicket } from '@/features/trades/order-ticket/order-ticket-host.tsx';
import { useSnapshot } from '@/hooks/use-account.ts';
import { whenIdle } from '@/lib/when-idle.ts';

/**
 * Fetches what a trader may need in a hurry once the figures stand: whoever halts trading does not wait for code, nor
 * finds it gone because the connection is bad or a new version came out since the page was opened.
 */
export function usePreloadedParts(): void {
  const { functions } = useServices();
  const hasFigures = useSnapshot().status !== 'loading';
  useEffect(() => {
    if (!hasFigures) return;
    void whenIdle()
      .then(() =>
        Promise.all([functions.load(), HaltDialog.preload(), OrderTicket.preload(), toaster.load()]),
      )
      // Whoever needs one of them will fetch it again, and say so if it cannot be had.
      .catch(() => {});
  }, [functions, hasFigures]);
}
