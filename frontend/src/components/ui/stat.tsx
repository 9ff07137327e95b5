import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';
import { STALE } from '../figures/stale.ts';
import { Explained } from './explained.tsx';
import { Skeleton } from './skeleton.tsx';

interface StatProps {
  label: string;
  /** How it is computed. Every figure has an answer to that. */
  explanation: ReactNode;
  /** A figure component, or undefined while it is loading. */
  value: ReactNode | undefined;
  /** The change, or whatever sets the figure in proportion. */
  detail?: ReactNode;
  /** Visibly out of date. */
  stale?: boolean;
  size?: 'md' | 'lg';
  className?: string;
}

/** A figure with its name. */
export const Stat = ({
  label,
  explanation,
  value,
  detail,
  stale = false,
  size = 'md',
  className,
}: StatProps) => (
  <div className={cn('flex min-w-0 flex-col gap-0.5', className)}>
    <div className="flex items-center gap-0.5 text-muted text-sm">
      <span className="truncate">{label}</span>
      <Explained of={label}>{explanation}</Explained>
    </div>
    <div
      className={cn(
        // A figure that is cut off reads as another: it goes on in the next line instead.
        'wrap-anywhere font-semibold tabular-nums tracking-tight',
        size === 'lg' ? 'text-2xl' : 'text-xl',
        stale && STALE,
      )}
    >
      {value === undefined ? (
        <Skeleton className={size === 'lg' ? 'my-1 h-6 w-36' : 'my-1 h-5 w-28'} />
      ) : (
        value
      )}
    </div>
    {detail && <div className="wrap-anywhere text-muted text-sm tabular-nums">{detail}</div>}
  </div>
);
