import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';

const ROWS = Array.from({ length: 12 }, (_, index) => index);

export const TradesSkeleton = () => (
  <div aria-busy className="flex flex-col">
    <span className="sr-only" role="status">
      Loading your trades
    </span>
    {ROWS.map(row => (
      <div key={row} className="flex h-9 items-center gap-6 border-line border-b px-4">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-4 w-16" />
        <Skeleton className="h-4 flex-1" />
        <Skeleton className="h-4 w-24" />
      </div>
    ))}
  </div>
);

export const NoTrades = ({ onOpen }: { onOpen(): void }) => (
  <EmptyState
    title="No shadow trades yet"
    className="py-16"
    action={
      <Button variant="primary" onClick={() => onOpen()}>
        Open a shadow trade <Kbd>N</Kbd>
      </Button>
    }
  >
    A shadow trade follows the market to the cent and sends no order to your broker. Open one yourself, or act
    on a signal.
  </EmptyState>
);

export const NoMatches = ({ onClear }: { onClear(): void }) => (
  <EmptyState
    title="No trade matches"
    className="py-16"
    action={<Button onClick={onClear}>Clear filters</Button>}
  >
    Take out a filter, or choose a longer time.
  </EmptyState>
);

export const TradesError = ({ message, onRetry }: { message: string; onRetry(): void }) => (
  <ErrorState
    title="Your trades cannot be shown"
    className="py-16"
    action={
      <Button variant="primary" onClick={onRetry}>
        Try again
      </Button>
    }
  >
    {message}
  </ErrorState>
);
