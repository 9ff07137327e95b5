import { useRef } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { z } from 'zod';
import { useStore } from 'zustand';
import { FullPageSpinner } from '@/app/loading.tsx';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { UserTradingProvider } from '@/contexts/UserTradingContext.tsx';

const stateSchema = z.object({ from: z.string().regex(/^\/(?!\/)/) });

/** Where the user was going before the sign-in came between; a path of ours, or the overview. */
const returnPath = (state: unknown): string => stateSchema.safeParse(state).data?.from ?? '/';

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

/** Pages for those who are not signed in; the others go where they wanted to go. */
export function SignedOutGate() {
  const status = useStore(useServices().sessions.store, state => state.status);
  const location = useLocation();
  if (status === 'starting') return <FullPageSpinner />;
  if (status !== 'signed-out') return <Navigate to={returnPath(location.state)} replace />;
  return <Outlet />;
}
