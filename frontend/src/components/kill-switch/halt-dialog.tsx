import { type HaltTradingResponse, MAX_HALT_REASON } from '@agenttrader/domain/callables/halt-trading';
import { useState } from 'react';
import { haltTrading } from '../../callables/halt-trading.ts';
import { useServices } from '../../contexts/ServicesContext.tsx';
import { useRowIds } from '../../hooks/use-live.ts';
import { useOpenTradesStore } from '../../hooks/use-trades.ts';
import { failureMessage } from '../../lib/failure-message.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { FormField } from '../ui/form-field.tsx';
import { Input } from '../ui/input.tsx';
import { toast } from '../ui/toast.ts';
import { HaltReport } from './halt-report.tsx';

type StillOpen = Extract<HaltTradingResponse['trades'][number], { status: 'still_open' }>;

interface HaltDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Asks for the reason, says what stops and what goes on, and halts; stays open while some trades could not be closed. */
export function HaltDialog({ open: shown, onOpenChange }: HaltDialogProps) {
  const { call } = useServices();
  const open = useRowIds(useOpenTradesStore()).length;
  const [reason, setReason] = useState('Halted by hand.');
  const [closePositions, setClosePositions] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [stillOpen, setStillOpen] = useState<readonly StillOpen[]>([]);

  const halt = async () => {
    setBusy(true);
    setError(null);
    try {
      const { status, message, trades } = await call(haltTrading, { reason, closePositions });
      setStillOpen(trades.filter(trade => trade.status === 'still_open'));
      if (status === 'halted') {
        toast.success(message);
        onOpenChange(false);
      }
    } catch (thrown) {
      setError(failureMessage(thrown));
    } finally {
      setBusy(false);
    }
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
          value={reason}
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
