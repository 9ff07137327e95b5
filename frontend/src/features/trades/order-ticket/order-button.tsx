import type { Money } from '@agenttrader/domain/money/money';
import { Amount } from '@/components/figures/amount.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';

interface OrderButtonProps {
  /** What a large order is worth, US dollars, once it was asked whether it is meant; else null. */
  notional: Money | null;
  /** How much of the equity that is, "34.00%". */
  share: string | null;
  busy: boolean;
  disabled: boolean;
  /** The element that says why the button is disabled. */
  reasonId: string | undefined;
}

/** Opens the trade. A large one has to be meant twice. */
export function OrderButton({ notional, share, busy, disabled, reasonId }: OrderButtonProps) {
  return (
    <>
      {notional !== null && (
        <Notice tone="warn">
          This is <Amount value={notional} />, {share} of your equity. Press again to open it.
        </Notice>
      )}
      <div className="flex items-center justify-between gap-3">
        <p className="text-muted text-xs">It counts in your shadow P&L from the moment it opens.</p>
        <Button type="submit" variant="primary" busy={busy} disabled={disabled} aria-describedby={reasonId}>
          {notional === null ? (
            'Open shadow trade'
          ) : (
            <>
              Open <Amount value={notional} /> ({share})
            </>
          )}
        </Button>
      </div>
    </>
  );
}
