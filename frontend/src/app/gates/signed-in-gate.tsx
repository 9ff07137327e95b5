import { useRef } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useStore } from 'zustand';
import { FullPageSpinner } from '@/app/full-page-spinner.tsx';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { UserTradingProvider } from '@/contexts/UserTradingContext.tsx';

const AddressPage = onDemand(
  async () => (await import('@/features/welcome/address/address-page.tsx')).AddressPage,
  <FullPageSpinner />,
);

/** Pages of the signed-in user. Whose they are decides the session, and nothing outlives it. */
export function SignedInGate() {
  const state = useStore(useServices().sessions.store);
  const { pathname, search } = useLocation();
  const wasSignedIn = useRef(false);
  if (state.status === 'signed-in' || state.status === 'waiting') wasSignedIn.current = true;
  if (state.status === 'starting') return <FullPageSpinner />;
  if (state.status === 'signed-out') {
    // After a sign-out somebody else may be next, who must not land where the one before has been.
    const from = wasSignedIn.current || pathname === '/' ? undefined : { from: pathname + search };
    return <Navigate to="/sign-in" replace state={from} />;
  }
  // In the place of whatever page was asked for, so that it is the one that opens afterwards.
  if (state.status === 'waiting') return <AddressPage />;
  return (
    <UserTradingProvider session={state.session}>
      <Outlet />
    </UserTradingProvider>
  );
}
