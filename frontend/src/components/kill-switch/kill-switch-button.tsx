import { OctagonX } from 'lucide-react';
import { Link } from 'react-router';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { useTradingStatus } from '@/hooks/use-account.ts';

/**
 * Stops trading from everywhere. While trading is off it says so instead, and leads to where it is switched on. Where
 * nobody can tell, it is there to be pressed: halting twice is halting once.
 */
export function KillSwitchButton({ onHalt }: { onHalt(): void }) {
  const { status, data } = useTradingStatus();
  if (status === 'loading') return null;
  const isUnknown = status === 'error' && data === null;
  if (!data?.enabled && !isUnknown) {
    return (
      <Link to="/" className="rounded-sm" title="See who switched it off, when and why">
        <Badge tone="warn" className="h-7 px-2.5 text-sm">
          <OctagonX aria-hidden />
          Trading off
        </Badge>
      </Link>
    );
  }
  return (
    <Button
      size="sm"
      className="border-loss text-loss not-disabled:hover:bg-loss-soft"
      title="Switches trading off at once; asks whether to close the open trades, too"
      onClick={onHalt}
    >
      <OctagonX aria-hidden />
      Halt
    </Button>
  );
}
