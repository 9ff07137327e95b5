import { syncAccount } from '@agenttrader/domain/callables/sync-account';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Spinner } from '@/components/ui/spinner.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useNow } from '@/hooks/use-now.ts';
import { failureMessage } from '@/lib/failure-message.ts';

/** How long the model has been thinking, with a way to stop waiting for it. */
export function Thinking({ since, onLeaveOff }: { since: Date; onLeaveOff(): void }) {
  const seconds = useNow(now => Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000)));
  return (
    <div role="status" className="flex items-center gap-3 text-sm">
      <Spinner />
      <span className="flex-1">
        Reading your snapshot, prices and news, and asking the model: {seconds} s. This takes a few seconds,
        at most half a minute.
      </span>
      <Button size="sm" variant="ghost" onClick={onLeaveOff}>
        Stop waiting
      </Button>
    </div>
  );
}

/** Why there is no signal; where a sync would mend it, the sync is a press away. */
export function Failed({ message }: { message: string }) {
  const { call } = useServices();
  const [busy, setBusy] = useState(false);
  const sync = async () => {
    setBusy(true);
    try {
      await call(syncAccount, {});
      toast.success('Your account is synced. Ask again.');
    } catch (thrown) {
      toast.error(failureMessage(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Notice
      tone="danger"
      action={
        /snapshot/i.test(message) && (
          <Button size="sm" busy={busy} onClick={() => void sync()}>
            Sync now
          </Button>
        )
      }
    >
      {message}
    </Notice>
  );
}
