import { generateTradingSignal } from '@agenttrader/domain/callables/generate-trading-signal';
import { useRef, useState } from 'react';
import { useServices } from '@/contexts/services-context.tsx';
import { failureMessage } from '@/lib/failure-message.ts';

export interface Question {
  readonly symbol?: string;
  readonly marketConditions?: string;
}

export type Asking =
  | { readonly kind: 'idle' }
  | { readonly kind: 'thinking'; readonly since: Date }
  | { readonly kind: 'answered'; readonly signalId: string; readonly response: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Asks for one signal at a time. Leaving off stops the waiting, not the model: its answer still joins the history. */
export function useAskSignal() {
  const { call } = useServices();
  const [asking, setAsking] = useState<Asking>({ kind: 'idle' });
  const latest = useRef(0);

  const ask = async (question: Question): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    setAsking({ kind: 'thinking', since: new Date() });
    const put = (next: Asking) => {
      if (latest.current === mine) setAsking(next);
    };
    try {
      const { id, response } = await call(generateTradingSignal, question);
      put({ kind: 'answered', signalId: id, response });
    } catch (thrown) {
      put({ kind: 'failed', message: failureMessage(thrown) });
    }
  };

  const leaveOff = () => {
    latest.current += 1;
    setAsking({ kind: 'idle' });
  };

  return { asking, ask, leaveOff };
}
