import { useEffect, useEffectEvent } from 'react';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { networkStandingOf } from '@/stores/network-store.ts';

/** Calls back each time that answers come from the server again after they did not: what failed can be asked again. */
export function useRecovery(recovered: () => void): void {
  const { network } = useSession();
  const onRecovery = useEffectEvent(recovered);
  useEffect(
    () =>
      network.subscribe((state, before) => {
        if (networkStandingOf(state) === 'connected' && networkStandingOf(before) !== 'connected')
          onRecovery();
      }),
    [network],
  );
}
