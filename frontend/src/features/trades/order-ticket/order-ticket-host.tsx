import { useEffect } from 'react';
import { useStore } from 'zustand';
import { onDemandPopup } from '@/components/ui/on-demand.tsx';
import { closeOrderTicket, orderTicketStore } from '@/stores/order-ticket.ts';

export const OrderTicket = onDemandPopup(
  async () => (await import('./order-ticket.tsx')).OrderTicket,
  ({ onClose }) => onClose(),
);

/**
 * Shows the order ticket while one is wanted; its code is loaded with the first. Mounted once, within the signed-in
 * part of the page: what a ticket was opened with goes away with the user.
 */
export function OrderTicketHost() {
  const preset = useStore(orderTicketStore, state => state.preset);
  useEffect(() => closeOrderTicket, []);
  return preset && <OrderTicket preset={preset} onClose={closeOrderTicket} />;
}
