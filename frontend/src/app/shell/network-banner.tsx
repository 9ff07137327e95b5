import { WifiOff } from 'lucide-react';
import { useStore } from 'zustand';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { type NetworkStanding, networkStandingOf } from '@/stores/network-store.ts';

/** Whether what is on the screen is being kept up to date. */
const useNetworkStanding = (): NetworkStanding => useStore(useSession().network, networkStandingOf);

/** Says when what is on the screen is no longer being kept up to date. */
export function NetworkBanner() {
  const standing = useNetworkStanding();
  const text =
    standing === 'offline'
      ? 'You are offline. The figures below are the last that arrived.'
      : standing === 'reconnecting'
        ? 'Connection lost: reconnecting. The figures below are the last that arrived.'
        : null;
  return (
    <div role="status" aria-live="polite">
      {text !== null && (
        <p className="flex items-center gap-2 border-line border-b bg-warn-soft px-3 py-1.5 text-sm sm:px-5">
          <WifiOff aria-hidden className="size-4 shrink-0 text-warn" />
          {text}
        </p>
      )}
    </div>
  );
}
