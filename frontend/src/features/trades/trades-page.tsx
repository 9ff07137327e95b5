import { PageHeader } from '../../components/ui/page-header.tsx';
import { useTitle } from '../../hooks/use-title.ts';

export function TradesPage() {
  useTitle('Trades');
  return <PageHeader title="Trades" />;
}
