import { parksUntilNewKeys } from '@agenttrader/domain/accounts/sync-error';
import { disconnectBroker } from '@agenttrader/domain/callables/disconnect-broker';
import { syncAccount } from '@agenttrader/domain/callables/sync-account';
import { useState } from 'react';
import { RelativeTime, Time } from '@/components/figures/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ConfirmDialog } from '@/components/ui/confirm-dialog.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useBrokerConfig, useSnapshot, useSyncError } from '@/hooks/use-account.ts';
import { useCall } from '@/hooks/use-call.ts';
import type { BrokerConfig } from '@/lib/documents/broker-config.ts';

const ConnectBrokerForm = onDemand(
  async () => (await import('@/components/broker/connect-broker-form.tsx')).ConnectBrokerForm,
  <Skeleton className="h-60 w-full" />,
);

/** Which account is connected, whether it works, and how to change that. */
export function BrokerPanel() {
  const { status, data: broker } = useBrokerConfig();
  const [replacing, setReplacing] = useState(false);
  const connected = broker?.configured === true;
  return (
    <Panel
      title="Broker connection"
      actions={
        connected && (
          <Badge tone={broker.environment === 'live' ? 'live' : 'accent'} className="uppercase">
            {broker.environment}
          </Badge>
        )
      }
    >
      {status === 'loading' ? (
        <Skeleton className="h-40 w-full" />
      ) : (
        <div className="flex flex-col gap-5">
          {connected && (
            <Connection broker={broker} replacing={replacing} onReplace={() => setReplacing(!replacing)} />
          )}
          {(!connected || replacing) && <ConnectBrokerForm onConnected={() => setReplacing(false)} />}
        </div>
      )}
    </Panel>
  );
}

interface ConnectionProps {
  broker: BrokerConfig;
  replacing: boolean;
  onReplace(): void;
}

function Connection({ broker, replacing, onReplace }: ConnectionProps) {
  const { data: snapshot } = useSnapshot();
  const error = useSyncError();
  const sync = useCall(syncAccount, toast.error);
  const disconnect = useCall(disconnectBroker, toast.error);
  const busy = sync.busy || disconnect.busy;
  const [leaving, setLeaving] = useState(false);
  // Keys that were refused stay refused: only other ones help.
  const areRefused = error !== null && parksUntilNewKeys(error.code);

  const verify = () => sync.send({}, () => toast.success('The keys work: your account was just read.'));
  const leave = () =>
    disconnect.send({}, () => {
      toast.success('Your account is disconnected.');
      setLeaving(false);
    });

  return (
    <div className="flex flex-col gap-4">
      <p>
        {broker.environment === 'live'
          ? 'A live Alpaca account: real money. It is read, and never traded in.'
          : 'An Alpaca paper account: play money.'}
      </p>
      {error && <Notice tone="danger">{error.message}</Notice>}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
        <dt className="text-muted">Key id</dt>
        <dd>ends in {broker.keyIdLast4 ?? '????'}</dd>
        <dt className="text-muted">Connected</dt>
        <dd>{broker.connectedAt ? <Time at={broker.connectedAt} /> : 'unknown'}</dd>
        <dt className="text-muted">Keys verified</dt>
        <dd>{broker.verifiedAt ? <Time at={broker.verifiedAt} /> : 'never'}</dd>
        <dt className="text-muted">Last sync</dt>
        <dd>{snapshot ? <RelativeTime at={snapshot.syncedAt} /> : 'never'}</dd>
      </dl>
      <div className="flex flex-wrap gap-2">
        {areRefused && <ReplaceButton primary replacing={replacing} onReplace={onReplace} />}
        <Button variant={areRefused ? 'secondary' : 'primary'} busy={busy} onClick={() => void verify()}>
          Verify now
        </Button>
        {!areRefused && <ReplaceButton replacing={replacing} onReplace={onReplace} />}
        <Button variant="danger" onClick={() => setLeaving(true)}>
          Disconnect …
        </Button>
      </div>
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title="Disconnect this account?"
        consequence="The keys are destroyed, and your figures stay as they are until you connect again. Open shadow trades stay open and are not marked. Your account at Alpaca is not touched."
        confirmLabel="Disconnect"
        danger
        busy={busy}
        onConfirm={() => void leave()}
      />
    </div>
  );
}

interface ReplaceButtonProps extends Pick<ConnectionProps, 'replacing' | 'onReplace'> {
  primary?: boolean;
}

const ReplaceButton = ({ primary = false, replacing, onReplace }: ReplaceButtonProps) => (
  <Button variant={primary ? 'primary' : 'secondary'} aria-expanded={replacing} onClick={onReplace}>
    {replacing ? 'Keep the keys' : 'Replace keys'}
  </Button>
);
