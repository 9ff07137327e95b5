import { useState } from 'react';
import { toast } from '@/components/ui/toast.ts';
import { failureMessage } from '@/lib/failure-message.ts';

/** Runs one thing at a time and says in passing why it failed. Answers whether it worked. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const act = async (run: () => Promise<unknown>, done?: string): Promise<boolean> => {
    setBusy(true);
    try {
      await run();
      if (done) toast.success(done);
      return true;
    } catch (thrown) {
      toast.error(failureMessage(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, act };
}
