import {
  type HaltTradingResponse,
  haltTrading,
  MAX_HALT_REASON,
} from '@agenttrader/domain/callables/halt-trading';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { ConfirmDialog } from '@/components/ui/confirm-dialog.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { setTradingEnabled } from '@/data/tenant-writes.ts';
import { useRowIds } from '@/hooks/use-followed.ts';
import { useOpenTradesStore } from '@/hooks/use-trades.ts';
import { failureMessage } from '@/lib/failure-message.ts';
import { HaltReport } from './halt-report.tsx';

/** The reason that is kept where none is given. */
const BY_HAND = 'Halted by hand.';

type StillOpen = Extract<HaltTradingResponse['trades'][number], { status: 'still_open' }>;

interface HaltDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Asks for the reason, says what stops and what goes on, and halts; stays open while some trades could not be closed. */
export function HaltDialog({ open: shown, onOpenChange }: HaltDialogProps) {
  const { call, db } = useServices();
  const { uid } = useSession();
  const open = useRowIds(useOpenTradesStore()).length;
  const [typed, setReason] = useState(BY_HAND);
  const [closePositions, setClosePositions] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [stillOpen, setStillOpen] = useState<readonly StillOpen[]>([]);

  const halt = async () => {
    setBusy(true);
    setError(null);
    const reason = typed.trim() || BY_HAND;
    // The switch is turned from here, too: trading stops even where the functions cannot be reached.
    const [turned, answered] = await Promise.allSettled([
      setTradingEnabled(db, uid, { enabled: false, message: reason }),
      call(haltTrading, { reason, closePositions }),
    ]);
    setBusy(false);
    if (answered.status === 'fulfilled') {
      const { status, message, trades } = answered.value;
      setStillOpen(trades.filter(trade => trade.status === 'still_open'));
      if (status === 'halted') done(message);
    } else if (turned.status === 'rejected') {
      setError(failureMessage(answered.reason));
    } else if (closePositions) {
      setError(`Trading is off. Closing the open trades: ${failureMessage(answered.reason)}`);
    } else {
      done('Trading is off.');
    }
  };
  const done = (message: string) => {
    toast.success(message);
    onOpenChange(false);
  };

  return (
    <ConfirmDialog
      open={shown}
      onOpenChange={onOpenChange}
      title="Halt trading?"
      consequence="No trade is opened until you switch trading on again, and the account is no longer synced every minute. Positions at the broker are not touched."
      confirmLabel={closePositions ? 'Halt and close all' : 'Halt trading'}
      danger
      busy={busy}
      error={error}
      onConfirm={halt}
    >
      <HaltReport stillOpen={stillOpen} />
      <FormField label="Reason" hint="Kept with the kill switch, so that you know later.">
        <Input
          value={typed}
          maxLength={MAX_HALT_REASON}
          onChange={event => setReason(event.currentTarget.value)}
        />
      </FormField>
      {open > 0 && (
        <Checkbox checked={closePositions} onChange={setClosePositions}>
          Also close {open === 1 ? 'the open shadow trade' : `all ${open} open shadow trades`} at the latest
          quotes. This cannot be undone.
        </Checkbox>
      )}
    </ConfirmDialog>
  );
}
