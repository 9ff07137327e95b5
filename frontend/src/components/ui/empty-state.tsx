import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

interface EmptyStateProps {
  /** What would stand here. */
  title: string;
  /** What to do so that something does. */
  children: ReactNode;
  action?: ReactNode;
  /** Whether this is all that the page has: then the title is the page's heading. */
  page?: boolean;
  className?: string;
}

/** Nothing is here yet, and this is how that changes. */
export const EmptyState = ({ title, children, action, page = false, className }: EmptyStateProps) => {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={cn('flex flex-col items-center gap-1 px-4 py-8 text-center', className)}>
      <Title className="font-medium">{title}</Title>
      <p className="max-w-prose text-muted text-sm">{children}</p>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
};
