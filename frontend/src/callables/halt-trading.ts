import { haltTradingRequest, haltTradingResponse } from '@agenttrader/domain/callables/halt-trading';
import { defineCallable } from '@/lib/callables.ts';

/** Kill switch, optionally closing every open trade. */
export const haltTrading = defineCallable('halt_trading', haltTradingRequest, haltTradingResponse, {
  timeout: 120_000,
});
