import { ConfirmDialog } from '@/components/ui/confirm-dialog.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { setTradingEnabled } from '@/data/tenant-writes.ts';
import { useBrokerConfig, useEnvironment } from '@/hooks/use-account.ts';
import { useAttempt } from '@/hooks/use-attempt.ts';

/** Switches trading on again. */
export function ResumeDialog({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  const { db } = useServices();
  const { uid } = useSession();
  const environment = useEnvironment();
  const { data: broker } = useBrokerConfig();
  const unconnected = broker !== null && !broker.configured;
  const { busy, error, attempt } = useAttempt();

  const resume = () =>
    attempt(async () => {
      await setTradingEnabled(db, uid, { enabled: true, message: 'Switched on by hand' });
      toast.success('Trading is on.');
      onOpenChange(false);
    });

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Switch trading on?"
      consequence={
        <>
          Your account is synced every minute and shadow trades may be opened within your limits. Shadow
          trades send no order to your broker{environment === 'live' ? ', not even on this live account' : ''}
          .
        </>
      }
      confirmLabel="Switch trading on"
      busy={busy}
      disabled={unconnected}
      error={unconnected ? 'No broker account is connected. Connect one in Settings first.' : error}
      onConfirm={() => void resume()}
    />
  );
}
