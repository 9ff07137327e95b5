import { getQuoteRequest, getQuoteResponse } from '@agenttrader/domain/callables/get-quote';
import { defineCallable } from '@/lib/callables.ts';

/** Bid and ask of a symbol now. */
export const getQuote = defineCallable('get_quote', getQuoteRequest, getQuoteResponse, { onlyAsks: true });
