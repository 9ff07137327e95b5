import { Check } from 'lucide-react';
import { cn } from '../../lib/cn.ts';
import { STEPS, type Step } from './step.ts';

export const STEP_TITLES: Record<Step, string> = {
  address: 'Confirm your address',
  about: 'What this is',
  broker: 'Connect a broker',
  limits: 'Set your limits',
  trading: 'Switch trading on',
  done: 'Ready',
};

/** The steps of the wizard, with the one that is next; null while that is not known. */
export const StepList = ({ current }: { current: Step | null }) => (
  <ol className="flex flex-wrap gap-1 lg:flex-col lg:flex-nowrap">
    {STEPS.map(name => (
      <StepName key={name} name={name} current={current} />
    ))}
  </ol>
);

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
      {STEP_TITLES[name]}
      {done && <span className="sr-only">, done</span>}
    </li>
  );
}
