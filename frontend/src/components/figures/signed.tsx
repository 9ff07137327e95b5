import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';
import { signOf } from '@/lib/format/decimals.ts';

const LOOKS = {
  1: { style: 'text-gain', mark: '▲' },
  0: { style: 'text-muted', mark: '' },
  '-1': { style: 'text-loss', mark: '▼' },
} as const;

/** Colours a gain or a loss, and marks it by shape for those who do not see the colour. */
export function Signed({
  value,
  className,
  children,
}: {
  value: string;
  className?: string;
  children: ReactNode;
}) {
  const { style, mark } = LOOKS[signOf(value)];
  return (
    <span className={cn('whitespace-nowrap tabular-nums', style, className)}>
      {mark && (
        <span aria-hidden className="mr-1 text-[0.65em] leading-[0]">
          {mark}
        </span>
      )}
      {children}
    </span>
  );
}
