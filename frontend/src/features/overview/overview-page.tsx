import { syncAccount } from '@agenttrader/domain/callables/sync-account';
import { RefreshCw } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { PageHeader } from '@/components/ui/page-header.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useEnvironment, useSyncError } from '@/hooks/use-account.ts';
import { useCall } from '@/hooks/use-call.ts';
import { useTitle } from '@/hooks/use-title.ts';
import { UserTradingPanel } from './UserTradingPanel.tsx';

/** The first page after sign-in. */
export function OverviewPage() {
  useTitle('Overview');
  const isConnected = useEnvironment() !== null;
  const { busy, error: failure, send } = useCall(syncAccount);
  const sync = () => send({}, () => toast.success('Your account was read from the broker just now.'));
  // The panel below says itself what the broker refused.
  const isSaid = useSyncError()?.message === failure;
  return (
    <>
      <PageHeader
        title="Overview"
        actions={
          isConnected && (
            <Button
              busy={busy}
              title="Reads the account from the broker now, also while trading is off"
              onClick={() => void sync()}
            >
              {!busy && <RefreshCw aria-hidden />}
              {busy ? 'Syncing …' : 'Sync now'}
            </Button>
          )
        }
      />
      {failure !== null && !isSaid && (
        <Notice tone="warn" className="mb-4">
          {failure}
        </Notice>
      )}
      <UserTradingPanel />
    </>
  );
}
