import { PageHeader } from '../../components/ui/page-header.tsx';
import { useTitle } from '../../hooks/use-title.ts';

export function SettingsPage() {
  useTitle('Settings');
  return <PageHeader title="Settings" />;
}
