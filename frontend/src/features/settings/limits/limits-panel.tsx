import { LimitsForm } from '@/components/limits/limits-form.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useLiveDocument } from '@/hooks/use-live.ts';
import { STARTING_BOT_CONFIG } from '@/lib/documents/bot-config.ts';
import { botConfigDocument } from '@/live/tenant-documents.ts';

/** The limits that every trade is held to. */
export function LimitsPanel() {
  const { status, data } = useLiveDocument(botConfigDocument);
  return (
    <Panel title="Trading limits">
      {status === 'loading' ? (
        <Skeleton className="h-72 w-full" />
      ) : (
        <div className="flex flex-col gap-4">
          {data === null && (
            <Notice tone={status === 'error' ? 'warn' : 'info'}>
              {status === 'error'
                ? 'Your limits cannot be read, so no trade is opened. Save them again.'
                : 'You have not set limits of your own. These hold until you do.'}
            </Notice>
          )}
          {/* Another form only for other limits: what is typed outlives a connection that comes and goes. */}
          <LimitsForm key={data === null ? 'starting' : 'stored'} config={data ?? STARTING_BOT_CONFIG} />
        </div>
      )}
    </Panel>
  );
}
