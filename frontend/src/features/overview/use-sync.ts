import { syncAccount } from '@agenttrader/domain/callables/sync-account';
import { useState } from 'react';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { failureMessage } from '@/lib/failure-message.ts';

/** Reads the account from the broker on demand: one at a time, with why the last one did not work until the next one. */
export function useSync() {
  const { call } = useServices();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const sync = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await call(syncAccount, {});
      toast.success('Your account was read from the broker just now.');
    } catch (thrown) {
      setFailure(failureMessage(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, sync: () => void sync() };
}
