import { useEffect, useRef } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { PageHeader } from '@/components/ui/page-header.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useTitle } from '@/hooks/use-title.ts';
import { welcomeLater } from '@/lib/visit-choices.ts';
import { addressOfStep, nextStep, shownStep, type WelcomeStep } from './step.ts';
import { STEP_TITLES, StepList } from './step-list.tsx';
import { AboutStep, BrokerStep, DoneStep, LimitsStep, TradingStep } from './steps.tsx';
import { useProgress } from './use-progress.ts';

/**
 * Leads a new trader to a working account, a step at a time; it can be left and resumed at any of them. Each step has an
 * address of its own, so that a reload stays there and the browser goes back.
 */
export function WelcomePage() {
  useTitle('Welcome');
  const named = useParams()['*'] || undefined;
  const progress = useProgress();
  const next = nextStep(progress);
  const shown = next && shownStep(named, next, progress);
  const goesOn = useGoingOn(shown, next);

  const isElsewhere = shown !== null && shown !== named && !goesOn;
  return (
    <>
      {/* Beside the page, which would be gone for a moment without its heading. */}
      {isElsewhere && <Navigate to={addressOfStep(shown)} replace />}
      <PageHeader
        title="Welcome"
        actions={
          next !== 'done' && (
            <Link to={welcomeLater.address} className={buttonStyle('ghost')}>
              Skip for now
            </Link>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <StepList shown={shown} next={next} />
        {shown === null ? (
          <Skeleton className="h-60 w-full" />
        ) : (
          <Panel title={STEP_TITLES[shown]}>
            {shown === 'about' && <AboutStep />}
            {shown === 'broker' && <BrokerStep done={progress.connected === true} />}
            {shown === 'limits' && <LimitsStep done={progress.limitsSet === true} />}
            {shown === 'trading' && <TradingStep done={progress.tradingOn === true} />}
            {shown === 'done' && <DoneStep />}
          </Panel>
        )}
      </div>
    </>
  );
}

/** Goes on by itself once the step that is shown is done, as a page of its own to go back from; tells while it does. */
function useGoingOn(shown: WelcomeStep | null, next: WelcomeStep | null): boolean {
  const navigate = useNavigate();
  const wasNext = useRef(next);
  const goesOn = next !== null && shown !== null && wasNext.current === shown && next !== shown;
  useEffect(() => {
    if (goesOn && next !== null) navigate(addressOfStep(next));
    wasNext.current = next;
  }, [goesOn, next, navigate]);
  return goesOn;
}
