import { lazy, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { closeOrderTicket, orderTicketStore } from '../../../stores/order-ticket.ts';

const OrderTicket = lazy(async () => ({ default: (await import('./order-ticket.tsx')).OrderTicket }));

/**
 * Shows the order ticket while one is wanted; its code is loaded with the first. Mounted once, within the signed-in
 * part of the page: what a ticket was opened with goes away with the user.
 */
export function OrderTicketHost() {
  const preset = useStore(orderTicketStore, state => state.preset);
  useEffect(() => closeOrderTicket, []);
  return <Suspense>{preset && <OrderTicket preset={preset} onClose={closeOrderTicket} />}</Suspense>;
}
