import { LimitsForm } from '@/components/limits/limits-form.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { botConfigDocument } from '@/followed/bot-config-document.ts';
import { useFollowedDocument } from '@/hooks/use-followed.ts';
import { STARTING_BOT_CONFIG } from '@/lib/documents/bot-config.ts';
import type { StoreError } from '@/stores/document-store.ts';

/** The limits that every trade is held to. */
export function LimitsPanel() {
  const { status, data, error } = useFollowedDocument(botConfigDocument);
  return (
    <Panel title="Trading limits">
      {status === 'loading' ? (
        <Skeleton className="h-72 w-full" />
      ) : (
        <div className="flex flex-col gap-4">
          {data === null && (
            <Notice tone={error === null ? 'info' : 'warn'}>
              {error === null
                ? 'You have not set limits of your own. These hold until you do.'
                : whyNotShown(error)}
            </Notice>
          )}
          {/* Another form only for other limits: what is typed outlives a connection that comes and goes. */}
          <LimitsForm key={data === null ? 'starting' : 'stored'} config={data ?? STARTING_BOT_CONFIG} />
        </div>
      )}
    </Panel>
  );
}

/** What the server cannot read either opens no trade; what only does not arrive here may well hold. */
const whyNotShown = ({ kind, message }: StoreError): string =>
  kind === 'unreadable'
    ? 'Your limits cannot be read, so no trade is opened. Save them again.'
    : `${message} What stands here are the starting limits, which need not be yours.`;
