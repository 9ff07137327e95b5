import { onDemand } from '../../components/ui/on-demand.tsx';
import { useUser } from '../../hooks/use-user.ts';
import { FullPageSpinner } from '../full-page-spinner.tsx';
import { NotFoundPage } from '../not-found-page.tsx';
import { Shell } from '../shell/shell.tsx';

const OperatorShell = onDemand(
  async () => (await import('../shell/operator-shell.tsx')).OperatorShell,
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
