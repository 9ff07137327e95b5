import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';
import { Explained } from './explained.tsx';
import { Skeleton } from './skeleton.tsx';

/** What a figure looks like that must not pass for a current one: pale and dotted, a gain's or a loss's colour too. */
export const STALE = 'text-faint underline decoration-dotted underline-offset-4 [&_span]:text-faint';

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

interface StatsProps {
  busy?: boolean;
  children: ReactNode;
}

/** In a figure's place, where there is none. */
export const NONE = <span className="text-faint">—</span>;

/** Figures side by side: as many in a row as there is room for, one that is long with more of it than the others. */
export const Stats = ({ busy = false, children }: StatsProps) => (
  <div aria-busy={busy} className="@container rounded-lg border border-line bg-surface px-4 py-4">
    <div className="flex flex-wrap gap-x-4 gap-y-4">{children}</div>
  </div>
);

/** A figure with its name, in a row of `Stats`. */
export const Stat = ({
  label,
  explanation,
  value,
  detail,
  stale = false,
  size = 'md',
  className,
}: StatProps) => (
  <div
    className={cn(
      'flex basis-[calc(50%-0.5rem)] flex-col gap-0.5 @xl:basis-[calc((100%-2rem)/3)] @4xl:grow @4xl:basis-auto',
      className,
    )}
  >
    <div className="flex items-center gap-0.5 whitespace-nowrap text-muted text-sm">
      {label}
      <Explained of={label}>{explanation}</Explained>
    </div>
    <div
      className={cn(
        // A figure that is cut off, or goes on in the next line, reads as another: it takes the room that it needs.
        'whitespace-nowrap font-semibold tabular-nums tracking-tight',
        // The empty box before it is taller than any size: figures of all of them stand on one line.
        value !== undefined && "before:inline-block before:h-[1.6rem] before:content-['']",
        size === 'lg' ? 'text-lg @xs:text-xl @sm:text-2xl' : 'text-lg @xs:text-xl',
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
