import { syncAccount } from '@agenttrader/domain/callables/sync-account';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Spinner } from '@/components/ui/spinner.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useCall } from '@/hooks/use-call.ts';
import { useNow } from '@/hooks/use-now.ts';

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
  const { busy, send } = useCall(syncAccount, toast.error);
  const sync = () => send({}, () => toast.success('Your account is synced. Ask again.'));
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
