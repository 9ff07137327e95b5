import { Button } from '@/components/ui/button.tsx';
import { formatCount } from '@/lib/format/decimals.ts';

interface SortProgressProps {
  loaded: number;
  /** How many there are in all; null while that is not known. */
  total: number | null;
  onCancel(): void;
}

/** Sorting needs all matching trades: how many of them are here. */
export const SortProgress = ({ loaded, total, onCancel }: SortProgressProps) => (
  <div role="status" className="flex flex-wrap items-center gap-3 border-line border-b px-4 py-2 text-sm">
    <span className="text-muted">
      Loading all trades to sort them: {formatCount(loaded)}
      {total !== null && ` of ${formatCount(total)}`}
    </span>
    <progress
      aria-label="Trades loaded"
      className="h-1.5 w-40 appearance-none overflow-hidden rounded-sm [&::-moz-progress-bar]:bg-accent-solid [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent-solid"
      {...(total !== null && { value: Math.min(loaded, total), max: Math.max(total, 1) })}
    />
    <Button size="sm" variant="ghost" onClick={onCancel}>
      Stop, newest first
    </Button>
  </div>
);
