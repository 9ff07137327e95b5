import { cn } from '@/lib/cn.ts';

/** The product's mark and name; the name gives way where the navigation is narrow. */
export const Wordmark = ({ className, full = false }: { className?: string; full?: boolean }) => (
  <span className={cn('flex items-center gap-2', className)}>
    <img src="/favicon.svg" alt="" className="size-7" />
    <span className={cn('font-semibold text-lg tracking-tight', !full && 'max-lg:sr-only')}>AgentTrader</span>
  </span>
);
