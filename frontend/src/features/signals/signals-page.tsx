import { PageHeader } from '../../components/ui/page-header.tsx';
import { useTitle } from '../../hooks/use-title.ts';

export function SignalsPage() {
  useTitle('Signals');
  return <PageHeader title="Signals" />;
}
