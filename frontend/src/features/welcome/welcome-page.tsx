import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { Panel } from '../../components/ui/panel.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { useSession } from '../../contexts/UserTradingContext.tsx';
import { useTitle } from '../../hooks/use-title.ts';
import { skipWelcome } from '../../lib/welcome-skipped.ts';
import { currentStep } from './step.ts';
import { STEP_TITLES, StepList } from './step-list.tsx';
import { AboutStep, BrokerStep, DoneStep, LimitsStep, TradingStep } from './steps.tsx';
import { useProgress } from './use-progress.ts';

/** Leads a new trader to a working account, a step at a time; it can be left and resumed at any of them. */
export function WelcomePage() {
  useTitle('Welcome');
  const navigate = useNavigate();
  const { uid } = useSession();
  const [started, setStarted] = useState(false);
  const step = currentStep(useProgress(), started);

  const skip = () => {
    skipWelcome(uid);
    navigate('/');
  };

  return (
    <>
      <PageHeader
        title="Welcome"
        actions={
          step !== 'done' && (
            <Button variant="ghost" onClick={skip}>
              Skip for now
            </Button>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <StepList current={step} />
        {step === null ? (
          <Skeleton className="h-60 w-full" />
        ) : (
          <Panel title={STEP_TITLES[step]}>
            {step === 'about' && <AboutStep onContinue={() => setStarted(true)} />}
            {step === 'broker' && <BrokerStep />}
            {step === 'limits' && <LimitsStep />}
            {step === 'trading' && <TradingStep />}
            {step === 'done' && <DoneStep />}
          </Panel>
        )}
      </div>
    </>
  );
}
