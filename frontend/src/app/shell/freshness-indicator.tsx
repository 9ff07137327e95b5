import type { Freshness } from '@agenttrader/domain/accounts/freshness';
import { ClockTime, RelativeTime } from '@/components/figures/time.tsx';
import { useFreshness } from '@/hooks/use-account.ts';
import { cn } from '@/lib/cn.ts';

const LOOKS: Record<Freshness, { word: string; style: string; dot: string }> = {
  fresh: { word: 'Fresh', style: 'text-muted', dot: 'bg-gain' },
  delayed: { word: 'Delayed', style: 'text-warn', dot: 'bg-warn' },
  stale: { word: 'Stale', style: 'font-medium text-loss', dot: 'rounded-none bg-loss' },
  never: { word: 'Not synced yet', style: 'text-muted', dot: 'bg-faint' },
};

/** What it says of figures that stand until a market opens or a while has passed. */
const PAUSED = { word: 'Market closed', style: 'text-muted', dot: 'bg-faint' };

/** How old the account's figures are, told from when they were read at the broker. */
export function FreshnessIndicator({ className }: { className?: string }) {
  const { freshness, syncedAt, pausedUntil } = useFreshness();
  if (freshness === null) return null;
  const { word, style, dot } = pausedUntil === null ? LOOKS[freshness] : PAUSED;
  return (
    <span className={cn('inline-flex min-w-0 items-center gap-1.5 text-sm', style, className)}>
      <span aria-hidden className={cn('size-2 shrink-0 rounded-full', dot)} />
      <span className="truncate">
        {word}
        {syncedAt !== null && (
          <span className="max-sm:sr-only">
            , synced <RelativeTime at={syncedAt} />
          </span>
        )}
        {pausedUntil !== null && (
          <span className="max-sm:sr-only">
            , next by <ClockTime at={pausedUntil} />
          </span>
        )}
      </span>
    </span>
  );
}
