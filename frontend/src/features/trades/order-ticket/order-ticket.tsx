import { Dialog } from '@/components/ui/dialog.tsx';
import { useEnvironment } from '@/hooks/use-account.ts';
import type { OrderTicketPreset } from '@/stores/order-ticket.ts';
import { OrderForm } from './order-form.tsx';

interface OrderTicketProps {
  preset: OrderTicketPreset;
  onClose(): void;
}

/** A market order for a shadow trade, with everything that is known about it before it is confirmed. */
export function OrderTicket({ preset, onClose }: OrderTicketProps) {
  const environment = useEnvironment();
  return (
    <Dialog
      open
      onOpenChange={open => open || onClose()}
      title={preset.signalId === undefined ? 'New shadow trade' : 'Act on the signal'}
      description={`Opens a shadow position at the latest quote, marked to market every minute. No order is sent to your broker${environment === 'live' ? ', not even on this live account' : ''}.`}
    >
      <OrderForm preset={preset} onDone={onClose} />
    </Dialog>
  );
}
