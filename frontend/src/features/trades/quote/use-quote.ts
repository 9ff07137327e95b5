import { getQuote } from '@agenttrader/domain/callables/get-quote';
import { useEffect, useState } from 'react';
import { useServices } from '@/contexts/services-context.tsx';
import { failureMessage } from '@/lib/failure-message.ts';
import { NO_QUOTE, QUOTE_EVERY_MS, type QuoteState } from './quote-feed.ts';

/** A symbol is asked for only after typing has paused, in milliseconds. */
const TYPING_PAUSE_MS = 300;

/** The symbol's quote, asked for again and again while the page is visible. @param symbol null asks for none */
export function useQuote(symbol: string | null): QuoteState {
  const { call } = useServices();
  const [state, setState] = useState<{ readonly symbol: string | null } & QuoteState>({
    symbol: null,
    ...NO_QUOTE,
  });

  useEffect(() => {
    if (symbol === null) return;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      if (!document.hidden) {
        const answer = await call(getQuote, { symbol }).then(
          quote => ({ quote }),
          (thrown: unknown) => ({ error: failureMessage(thrown) }),
        );
        if (stopped) return;
        setState(before => {
          const known = before.symbol === symbol ? before : NO_QUOTE;
          return 'quote' in answer
            ? { symbol, quote: answer.quote, receivedAt: new Date(), error: null }
            : { symbol, quote: known.quote, receivedAt: known.receivedAt, error: answer.error };
        });
      }
      timer = setTimeout(ask, QUOTE_EVERY_MS);
    };
    timer = setTimeout(ask, TYPING_PAUSE_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [symbol, call]);

  return state.symbol === symbol ? state : NO_QUOTE;
}
