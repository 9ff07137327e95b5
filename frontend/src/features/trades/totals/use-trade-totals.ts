import type { SummarizeShadowTradesResponse } from '@agenttrader/domain/callables/summarize-shadow-trades';
import { summarizeShadowTrades } from '@agenttrader/domain/callables/summarize-shadow-trades';
import { useEffect, useState } from 'react';
import { useServices } from '@/contexts/services-context.tsx';
import { queryKey, summaryRequestOf, type TradeQuery } from '@/features/trades/filters/trade-query.ts';
import { useRowIds } from '@/hooks/use-followed.ts';
import { useRecovery } from '@/hooks/use-recovery.ts';
import { useClosedTradesStore, useOpenTradesStore } from '@/hooks/use-trades.ts';
import { failureMessage } from '@/lib/failure-message.ts';

/** Several trades that change together, as in a halt, are summed up once, in milliseconds. */
const SETTLE_MS = 500;

interface TotalsState {
  /** Which question this is the answer to. */
  readonly key: string | null;
  readonly summary: SummarizeShadowTradesResponse | null;
  readonly error: string | null;
}

/**
 * The sums over all matching trades, loaded or not, by the server; asked for again when a trade is opened or closed.
 * New marks need no new answer: the P&L of the open trades is summed up here, where all of them are followed.
 */
export function useTradeTotals(query: TradeQuery) {
  const { call } = useServices();
  const openIds = useRowIds(useOpenTradesStore());
  const closedIds = useRowIds(useClosedTradesStore());
  const key = queryKey(query);
  const [state, setState] = useState<TotalsState>({ key: null, summary: null, error: null });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids and the attempt are why it asks again; the key stands for the query
  useEffect(() => {
    let stopped = false;
    const timer = setTimeout(() => {
      call(summarizeShadowTrades, summaryRequestOf(query)).then(
        summary => !stopped && setState({ key, summary, error: null }),
        thrown =>
          !stopped &&
          setState(before => ({
            key,
            summary: before.key === key ? before.summary : null,
            error: failureMessage(thrown),
          })),
      );
    }, SETTLE_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [call, key, openIds, closedIds, attempt]);

  useRecovery(() => {
    if (state.error !== null) setAttempt(attempt + 1);
  });

  const isAnswer = state.key === key;
  return {
    summary: isAnswer ? state.summary : null,
    error: isAnswer ? state.error : null,
    retry: () => setAttempt(attempt + 1),
  };
}
