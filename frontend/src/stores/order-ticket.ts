import type { Side } from '@agenttrader/domain/trades/side';
import { createStore } from 'zustand/vanilla';

/** What an order ticket is filled in with when it opens; the trader may change all of it. */
export interface OrderTicketPreset {
  readonly symbol?: string;
  readonly side?: Side;
  /** US dollars, a decimal string. */
  readonly notionalUsd?: string;
  /** The signal that the trade acts on: symbol and side stay as the signal says. */
  readonly signalId?: string;
}

/** The one order ticket of the page: null while it is closed. */
export const orderTicketStore = createStore<{ readonly preset: OrderTicketPreset | null }>(() => ({
  preset: null,
}));

/** Opens the order ticket, from anywhere. Nothing is traded until the trader confirms it there. */
export const openOrderTicket = (preset: OrderTicketPreset = {}): void =>
  orderTicketStore.setState({ preset });

export const closeOrderTicket = (): void => orderTicketStore.setState({ preset: null });
