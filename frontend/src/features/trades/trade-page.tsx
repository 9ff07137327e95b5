import { PageHeader } from '../../components/ui/page-header.tsx';
import { useTitle } from '../../hooks/use-title.ts';

export function TradePage() {
  useTitle('Trade');
  return <PageHeader title="Trade" />;
}
