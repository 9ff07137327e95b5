import {
  summarizeShadowTradesRequest,
  summarizeShadowTradesResponse,
} from '@agenttrader/domain/callables/summarize-shadow-trades';
import { defineCallable } from '@/lib/callables.ts';

/** Totals over all matching trades. */
export const summarizeShadowTrades = defineCallable(
  'summarize_shadow_trades',
  summarizeShadowTradesRequest,
  summarizeShadowTradesResponse,
  { onlyAsks: true },
);
