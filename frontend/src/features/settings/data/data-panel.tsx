import { DELETE_CONFIRMATION, deleteAccount } from '@agenttrader/domain/callables/delete-account';
import { exportAccount } from '@agenttrader/domain/callables/export-account';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { ConfirmDialog } from '@/components/ui/confirm-dialog.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useAttempt } from '@/hooks/use-attempt.ts';
import { useCall } from '@/hooks/use-call.ts';
import { usePrivacy } from '@/hooks/use-preferences.ts';
import { downloadJson } from '@/lib/download.ts';
import { collectExport } from './collect-export.ts';

/** Take everything along, or leave for good. */
export const DataPanel = () => (
  <div className="flex flex-col gap-4">
    <ExportPanel />
    <DeletePanel />
  </div>
);

function ExportPanel() {
  const { call } = useServices();
  const hidden = usePrivacy();
  const [documents, setDocuments] = useState(0);
  const { busy, attempt } = useAttempt({ tellFailure: toast.error });
  const run = () =>
    attempt(async () => {
      setDocuments(0);
      const ask = (after: string | undefined) => call(exportAccount, after === undefined ? {} : { after });
      const whole = await collectExport(ask, setDocuments);
      downloadJson(`agenttrader-${whole.exportedAt.slice(0, 10)}.json`, whole);
      toast.success('Your data is downloaded.');
    });
  return (
    <Panel title="Export my data">
      <div className="flex max-w-prose flex-col gap-3">
        <p className="text-muted text-sm">
          Every document that is kept for you, as one JSON file: profile, settings, snapshot, trades, signals,
          audit. Keys are not among them: they cannot be read back by anybody.
        </p>
        {hidden && (
          <Notice tone="warn">
            Privacy mode is on, and the file is whole all the same: it holds your amounts.
          </Notice>
        )}
        <Button className="self-start" busy={busy} onClick={() => void run()}>
          {busy ? `${documents} documents so far` : 'Export my data'}
        </Button>
      </div>
    </Panel>
  );
}

function DeletePanel() {
  const { sessions } = useServices();
  const { busy, error, clearError, send } = useCall(deleteAccount);
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');

  const remove = () =>
    send({ confirmation: DELETE_CONFIRMATION }, async ({ message }) => {
      await sessions.signOut();
      toast.info(message);
    });

  return (
    <Panel title="Delete my account">
      <div className="flex max-w-prose flex-col gap-3">
        <p className="text-muted text-sm">
          Everything that is kept for you goes: documents, keys, sign-in. Your account at the broker is not
          touched.
        </p>
        <Button variant="danger" className="self-start" onClick={() => setAsking(true)}>
          Delete my account …
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={open => {
          setAsking(open);
          setTyped('');
          clearError();
        }}
        title="Delete your account for good?"
        consequence={
          <ul className="list-disc pl-4">
            <li>Your trades, signals, settings and history are deleted. There is no way back.</li>
            <li>Your broker keys are destroyed.</li>
            <li>You are signed out and cannot sign in again.</li>
          </ul>
        }
        confirmLabel="Delete my account"
        danger
        busy={busy}
        disabled={typed !== DELETE_CONFIRMATION}
        error={error}
        onConfirm={() => void remove()}
      >
        <FormField label={`Type “${DELETE_CONFIRMATION}”`}>
          <Input value={typed} autoComplete="off" onChange={event => setTyped(event.currentTarget.value)} />
        </FormField>
      </ConfirmDialog>
    </Panel>
  );
}
