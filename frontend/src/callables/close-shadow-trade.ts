import {
  closeShadowTradeRequest,
  closeShadowTradeResponse,
} from '@agenttrader/domain/callables/close-shadow-trade';
import { defineCallable } from '@/lib/callables.ts';

/** Closes a shadow trade at the latest quote. */
export const closeShadowTrade = defineCallable(
  'close_shadow_trade',
  closeShadowTradeRequest,
  closeShadowTradeResponse,
);
