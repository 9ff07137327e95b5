import { Link } from 'react-router';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { useTitle } from '@/hooks/use-title.ts';

export function NotFoundPage() {
  useTitle('Not found');
  return (
    <EmptyState
      page
      title="There is no such page"
      className="py-24"
      action={
        <Link to="/" className={buttonStyle()}>
          Go to the overview
        </Link>
      }
    >
      The address may be mistyped, or what it showed may be gone.
    </EmptyState>
  );
}
