import { type ReactNode, useId } from 'react';
import { cn } from '@/lib/cn.ts';

interface PanelProps {
  title: ReactNode;
  /** Buttons and links at the right of the title. */
  actions?: ReactNode;
  /** Without the inner margin, for tables and charts that reach the edges. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A region of a page with its heading. */
export function Panel({ title, actions, flush = false, className, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn('flex min-w-0 flex-col rounded-lg border border-line bg-surface', className)}
    >
      <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        {actions && <div className="flex items-center gap-2">{actions}</div>}
      </header>
      <div className={cn('min-w-0 flex-1', !flush && 'px-4 pb-4')}>{children}</div>
    </section>
  );
}
