import { Navigate, Outlet, useLocation } from 'react-router';
import { useStore } from 'zustand';
import { FullPageSpinner } from '@/app/full-page-spinner.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { returnPath } from './return-path.ts';

/** Pages for those who are not signed in; the others go where they wanted to go. */
export function SignedOutGate() {
  const status = useStore(useServices().sessions.store, state => state.status);
  const location = useLocation();
  if (status === 'starting') return <FullPageSpinner />;
  if (status !== 'signed-out') return <Navigate to={returnPath(location.state)} replace />;
  return <Outlet />;
}
