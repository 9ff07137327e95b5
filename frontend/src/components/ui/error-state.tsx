import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

interface ErrorStateProps {
  title: string;
  /** What happened, and what to do. */
  children: ReactNode;
  action?: ReactNode;
  /** Whether this is all that the page has: then the title is the page's heading. */
  page?: boolean;
  className?: string;
}

/** Something that should be here cannot be shown. */
export const ErrorState = ({ title, children, action, page = false, className }: ErrorStateProps) => {
  const Title = page ? 'h1' : 'p';
  return (
    <div role="alert" className={cn('flex flex-col items-center gap-1 px-4 py-8 text-center', className)}>
      <CircleAlert aria-hidden className="mb-1 size-5 text-loss" />
      <Title className="font-medium">{title}</Title>
      <div className="max-w-prose text-muted text-sm">{children}</div>
      {action && <div className="mt-3 flex gap-2">{action}</div>}
    </div>
  );
};
