import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

type Tone = 'info' | 'warn' | 'danger';

const TONES = {
  info: { icon: Info, style: 'bg-accent-soft text-text [&>svg]:text-accent' },
  warn: { icon: TriangleAlert, style: 'bg-warn-soft text-text [&>svg]:text-warn' },
  danger: { icon: CircleAlert, style: 'bg-loss-soft text-text [&>svg]:text-loss' },
} as const;

interface NoticeProps {
  tone: Tone;
  children: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
  className?: string;
}

/** Something to know that belongs to this place. A warning or an error is announced. */
export function Notice({ tone, children, action, className }: NoticeProps) {
  const { icon: Icon, style } = TONES[tone];
  return (
    <div
      role={tone === 'info' ? 'status' : 'alert'}
      className={cn('flex items-start gap-2.5 rounded-md px-3 py-2 text-sm', style, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {/* Beside the action there is room for a sentence, or the action goes below it. */}
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-3 gap-y-2">
        <div className="wrap-anywhere min-w-0 flex-[1_1_15rem]">{children}</div>
        {action}
      </div>
    </div>
  );
}
