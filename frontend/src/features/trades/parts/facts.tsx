import type { ReactNode } from 'react';
import { Explained } from '@/components/ui/explained.tsx';
import { cn } from '@/lib/cn.ts';

/** Names and what they are, one below the other. */
export const Facts = ({ className, children }: { className?: string; children: ReactNode }) => (
  <dl className={cn('flex flex-col text-sm', className)}>{children}</dl>
);

interface FactProps {
  name: string;
  /** How it is computed, where it is a figure that was. */
  explanation?: ReactNode;
  children: ReactNode;
}

export const Fact = ({ name, explanation, children }: FactProps) => (
  <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4">
    <dt className="inline-flex items-center gap-0.5 text-muted">
      {name}
      {explanation && <Explained of={name}>{explanation}</Explained>}
    </dt>
    <dd className="wrap-anywhere ml-auto min-w-0 text-right">{children}</dd>
  </div>
);
