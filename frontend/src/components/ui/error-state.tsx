import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';

interface ErrorStateProps {
  title: string;
  /** What happened, and what to do. */
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Something that should be here cannot be shown. */
export const ErrorState = ({ title, children, action, className }: ErrorStateProps) => (
  <div role="alert" className={cn('flex flex-col items-center gap-1 px-4 py-8 text-center', className)}>
    <CircleAlert aria-hidden className="mb-1 size-5 text-loss" />
    <p className="font-medium">{title}</p>
    <div className="max-w-prose text-muted text-sm">{children}</div>
    {action && <div className="mt-3 flex gap-2">{action}</div>}
  </div>
);
