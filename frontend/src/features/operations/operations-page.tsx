import { RefreshCw } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { PageHeader } from '@/components/ui/page-header.tsx';
import { useTitle } from '@/hooks/use-title.ts';
import { DutiesPanel } from './duties-panel.tsx';
import { HeartbeatPanel } from './heartbeat-panel.tsx';
import { useOperations } from './use-operations.ts';

/** Where operators begin: how the service does, and what they can do about it. */
export function OperationsPage() {
  useTitle('Operations');
  const operations = useOperations();
  return (
    <>
      <PageHeader
        title="Operations"
        actions={
          <Button size="sm" busy={operations.asking} onClick={operations.ask}>
            {!operations.asking && <RefreshCw aria-hidden />}
            Look again
          </Button>
        }
      />
      <div className="flex flex-col gap-4">
        <HeartbeatPanel {...operations} />
        <DutiesPanel />
      </div>
    </>
  );
}
