import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { cn } from '@/lib/cn.ts';
import { addressOfStep, isWithinReach, STEPS, type Step, type WelcomeStep } from './step.ts';

export const STEP_TITLES: Record<Step, string> = {
  address: 'Confirm your address',
  about: 'What this is',
  broker: 'Connect a broker',
  limits: 'Set your limits',
  trading: 'Switch trading on',
  done: 'Ready',
};

interface StepListProps {
  /** The step that is shown; null while that is not known. */
  shown: WelcomeStep | null;
  /** The first that is not done; null while that is not known. */
  next: WelcomeStep | null;
}

/** The steps of the wizard: what is done, and what comes next, is a press away. */
export const StepList = ({ shown, next }: StepListProps) => (
  <nav aria-label="Steps">
    <ol className="flex flex-wrap gap-1 lg:flex-col lg:flex-nowrap">
      {STEPS.map(name => (
        <li key={name} className="shrink-0">
          <StepName name={name} shown={shown} next={next} />
        </li>
      ))}
    </ol>
  </nav>
);

function StepName({ name, shown, next }: StepListProps & { name: Step }) {
  const before = (step: WelcomeStep | null) => step !== null && STEPS.indexOf(name) < STEPS.indexOf(step);
  const done = before(next) && (name !== 'about' || next !== 'broker' || before(shown));
  const label: ReactNode = (
    <>
      <span
        aria-hidden
        className="flex size-5 items-center justify-center rounded-full border border-line-strong text-xs"
      >
        {done ? <Check className="size-3" /> : STEPS.indexOf(name) + 1}
      </span>
      {STEP_TITLES[name]}
      {done && <span className="sr-only">, done</span>}
    </>
  );
  const style = 'flex items-center gap-2 rounded-md px-3 py-2 text-sm';
  if (name === 'address' || next === null || !isWithinReach(name, next)) {
    return <span className={cn(style, 'text-muted')}>{label}</span>;
  }
  const isShown = name === shown;
  return (
    <Link
      to={addressOfStep(name)}
      aria-current={isShown ? 'step' : undefined}
      className={cn(style, isShown ? 'bg-accent-soft font-medium text-accent' : 'text-muted hover:bg-hover')}
    >
      {label}
    </Link>
  );
}
