import { UserTradingPanel } from '../../components/UserTradingPanel.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { useTitle } from '../../hooks/use-title.ts';

/** The first page after sign-in. */
export function OverviewPage() {
  useTitle('Overview');
  return (
    <>
      <PageHeader title="Overview" />
      <UserTradingPanel />
    </>
  );
}
