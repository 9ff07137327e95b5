import { useEffect, useRef } from 'react';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { FullPageSpinner } from '@/app/loading.tsx';
import { OPERATIONS } from '@/app/pages.ts';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useBrokerConfig, useProfile } from '@/hooks/use-account.ts';
import { useUser } from '@/hooks/use-user.ts';
import type { VisitChoice } from '@/lib/visit-choices.ts';
import { chosenIn, traderSide, welcomeLater } from '@/lib/visit-choices.ts';
import { useOnboarding } from './use-onboarding.ts';

/**
 * Sets a new account up before any page needs it, and leads whoever has no broker yet to the wizard. Operators are led
 * to their own page, unless they chose the trader's side: theirs is no trading account until they want one.
 */
export function OnboardingGate() {
  const profile = useProfile();
  const broker = useBrokerConfig();
  const { uid, isOperator } = useUser();
  const { sessions } = useServices();
  const { pathname, search } = useLocation();
  const onboarded = profile.data?.onboarded === true;
  const wasOnboarded = useRef(false);
  if (onboarded) wasOnboarded.current = true;
  // A profile that goes away again is an account being deleted: it must not be set up anew.
  const known = profile.status === 'missing' || profile.status === 'ready';
  const isNew = known && !onboarded && !wasOnboarded.current;
  const landing = pathname === '/';
  const operates = isOperator && !traderSide.isMade(uid);
  const { error, retry } = useOnboarding(isNew && !operates);

  const choice = landing ? chosenIn(search) : undefined;
  if (choice !== undefined) return <Chosen choice={choice} uid={uid} />;
  if (operates && (landing || isNew)) return <Navigate to={OPERATIONS} replace />;
  if (error !== null) {
    return (
      <ErrorState
        page
        title="Your account could not be set up"
        className="py-24"
        action={
          <>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
            <Button onClick={() => sessions.signOut()}>Sign out</Button>
          </>
        }
      >
        {error}
      </ErrorState>
    );
  }
  if (isNew) return <FullPageSpinner label="Setting up your account" />;
  // Only the overview waits for what decides about the wizard; a link into a page opens that page.
  if (landing && broker.status === 'loading') return <FullPageSpinner />;
  const unconnected = broker.status === 'ready' && !broker.data.configured;
  if (landing && unconnected && !isOperator && !welcomeLater.isMade(uid)) {
    return <Navigate to="/welcome" replace />;
  }
  return <Outlet />;
}

/** Makes the choice that the address names, and goes on to the overview. */
function Chosen({ choice, uid }: { choice: VisitChoice; uid: string }) {
  const navigate = useNavigate();
  useEffect(() => {
    choice.make(uid);
    navigate('/', { replace: true });
  }, [choice, uid, navigate]);
  return <FullPageSpinner />;
}
