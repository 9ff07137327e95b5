import { useEffect, useEffectEvent } from 'react';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { connectionOf } from '@/stores/connection-store.ts';

/** Calls back each time that answers come from the server again after they did not: what failed can be asked again. */
export function useRecovery(recovered: () => void): void {
  const { connection } = useSession();
  const onRecovery = useEffectEvent(recovered);
  useEffect(
    () =>
      connection.subscribe((state, before) => {
        if (connectionOf(state) === 'connected' && connectionOf(before) !== 'connected') onRecovery();
      }),
    [connection],
  );
}
