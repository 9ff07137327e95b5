import { Check } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { Panel } from '../../components/ui/panel.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { useSession } from '../../contexts/UserTradingContext.tsx';
import { useTitle } from '../../hooks/use-title.ts';
import { cn } from '../../lib/cn.ts';
import { skipWelcome } from '../../lib/welcome-skipped.ts';
import { currentStep, STEPS, type Step } from './step.ts';
import { AboutStep, BrokerStep, DoneStep, LimitsStep, TradingStep } from './steps.tsx';
import { useProgress } from './use-progress.ts';

const TITLES: Record<Step, string> = {
  about: 'What this is',
  broker: 'Connect a broker',
  limits: 'Set your limits',
  trading: 'Switch trading on',
  done: 'Ready',
};

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
      <div className="grid items-start gap-4 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <ol className="flex gap-1 overflow-x-auto lg:flex-col">
          {STEPS.map(name => (
            <StepName key={name} name={name} current={step} />
          ))}
        </ol>
        {step === null ? (
          <Skeleton className="h-60 w-full" />
        ) : (
          <Panel title={TITLES[step]}>
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

function StepName({ name, current }: { name: Step; current: Step | null }) {
  const done = current !== null && STEPS.indexOf(name) < STEPS.indexOf(current);
  return (
    <li
      aria-current={name === current ? 'step' : undefined}
      className={cn(
        'flex shrink-0 items-center gap-2 rounded-md px-3 py-2 text-sm',
        name === current ? 'bg-accent-soft font-medium text-accent' : 'text-muted',
      )}
    >
      <span
        aria-hidden
        className="flex size-5 items-center justify-center rounded-full border border-line-strong text-xs"
      >
        {done ? <Check className="size-3" /> : STEPS.indexOf(name) + 1}
      </span>
      {TITLES[name]}
      {done && <span className="sr-only">, done</span>}
    </li>
  );
}
