import { PageHeader } from '../../components/ui/page-header.tsx';
import { useTitle } from '../../hooks/use-title.ts';

export function WelcomePage() {
  useTitle('Welcome');
  return <PageHeader title="Welcome" />;
}
