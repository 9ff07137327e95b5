import { LogOut } from 'lucide-react';
import { Link } from 'react-router';
import { BoundedPage } from '@/app/error-boundary.tsx';
import { Button } from '@/components/ui/button.tsx';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { OperationsPage } from '@/features/operations/operations-page.tsx';
import { useUser } from '@/hooks/use-user.ts';
import { traderSide } from '@/lib/visit-choices.ts';
import { NetworkBanner } from './network-banner.tsx';
import { useAppliedTheme } from './use-applied-theme.ts';
import { useShellActions } from './use-shell-actions.ts';
import { Wordmark } from './wordmark.tsx';

/** What stands around the operators' page. The trader's side is theirs by choice. */
export function OperatorShell() {
  const { email } = useUser();
  const { signOut } = useShellActions();
  useAppliedTheme();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-surface px-3 py-1.5 sm:px-5">
        <Wordmark full />
        <span className="ml-auto min-w-0 truncate text-muted text-sm max-sm:sr-only">{email}</span>
        <nav aria-label="Main" className="flex gap-2 max-sm:ml-auto">
          <Link to={traderSide.address} className={buttonStyle('secondary', 'sm')}>
            Trader’s side
          </Link>
          <Button size="sm" variant="ghost" onClick={signOut}>
            <LogOut aria-hidden />
            Sign out
          </Button>
        </nav>
      </header>
      <NetworkBanner />
      <main className="mx-auto w-full max-w-[80rem] flex-1 p-3 sm:p-5">
        <BoundedPage page={OperationsPage} />
      </main>
    </div>
  );
}
