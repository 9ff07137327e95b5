import { FullPageSpinner } from '@/app/loading.tsx';
import { NotFoundPage } from '@/app/not-found-page.tsx';
import { Shell } from '@/app/shell/shell.tsx';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { useUser } from '@/hooks/use-user.ts';

const OperatorShell = onDemand(
  async () => (await import('@/app/shell/operator-shell.tsx')).OperatorShell,
  <FullPageSpinner />,
);

/** The operators' page, whose code nobody else loads: for them there is none. */
export function OperatorGate() {
  if (useUser().isOperator) return <OperatorShell />;
  return (
    <Shell>
      <NotFoundPage />
    </Shell>
  );
}
