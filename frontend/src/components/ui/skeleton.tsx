import { cn } from '@/lib/cn.ts';

/** The place of something that is loading. Whatever holds it says so with `aria-busy`. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cn('block animate-pulse rounded-sm bg-sunken dark:bg-hover', className)} />
);
