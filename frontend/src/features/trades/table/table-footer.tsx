import { Button } from '@/components/ui/button.tsx';
import { Spinner } from '@/components/ui/spinner.tsx';
import type { TradePagesState } from '@/features/trades/loading/trade-pages.ts';

interface TableFooterProps {
  state: TradePagesState;
  onRetry(): void;
}

/** Below the last loaded row: more is coming, or why it is not; nothing once all is here. */
export function TableFooter({ state: { busy, error, done }, onRetry }: TableFooterProps) {
  if (error !== null) {
    return (
      <div role="alert" className="sticky left-0 flex items-center justify-center gap-3 p-3 text-sm">
        <span className="text-loss">{error}</span>
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      </div>
    );
  }
  if (done || !busy) return null;
  return (
    <div className="sticky left-0 flex items-center justify-center gap-2 p-3 text-muted text-sm">
      <Spinner />
      Loading more trades
    </div>
  );
}
