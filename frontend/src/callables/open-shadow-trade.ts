import {
  openShadowTradeRequest,
  openShadowTradeResponse,
} from '@agenttrader/domain/callables/open-shadow-trade';
import { defineCallable } from '@/lib/callables.ts';

/** Opens a shadow trade at the latest quote. */
export const openShadowTrade = defineCallable(
  'open_shadow_trade',
  openShadowTradeRequest,
  openShadowTradeResponse,
);
