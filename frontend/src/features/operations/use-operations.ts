import { useEffect, useState } from 'react';
import { useServices } from '@/contexts/services-context.tsx';
import { useRecovery } from '@/hooks/use-recovery.ts';
import { CallableFailure } from '@/lib/callable-failure.ts';
import { failureMessage } from '@/lib/failure-message.ts';
import { type OperationsAnswer, readOperations } from './read-operations.ts';

/** Between two looks, for each call that one takes: a page that stays open calls once a minute, however many tenants. */
const PAUSE_MS = 60_000;

export interface Operations {
  /** The last answer; none yet, or none any more where the server refuses. */
  readonly answer: OperationsAnswer | null;
  /** Why the newest look brought nothing. */
  readonly failure: { readonly message: string; readonly refused: boolean } | null;
  readonly asking: boolean;
  /** Looks again. */
  ask(): void;
}

type State = Pick<Operations, 'answer' | 'failure' | 'asking'>;

/** What operators see: looked up at once, every minute while the page is in sight, and when a lost connection is back. */
export function useOperations(): Operations {
  const { call } = useServices();
  const [state, setState] = useState<State>({ answer: null, failure: null, asking: true });
  const [attempt, setAttempt] = useState(0);
  const ask = () => setAttempt(n => n + 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another look
  useEffect(() => {
    let current = true;
    setState(before => ({ ...before, asking: true }));
    readOperations(call).then(
      answer => current && setState({ answer, failure: null, asking: false }),
      (thrown: unknown) => current && setState(before => ({ ...failed(before, thrown), asking: false })),
    );
    return () => {
      current = false;
    };
  }, [call, attempt]);

  const refused = state.failure?.refused === true;
  const pause = PAUSE_MS * (state.answer?.calls ?? 1);
  useEffect(() => {
    // Another answer than before needs another sign-in; asking again would only cost.
    if (state.asking || refused) return;
    let due = false;
    const look = () => {
      if (due && document.visibilityState === 'visible') setAttempt(n => n + 1);
    };
    const timer = setTimeout(() => {
      due = true;
      look();
    }, pause);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [state.asking, refused, pause]);

  useRecovery(() => {
    if (state.failure !== null && !refused) ask();
  });
  return { ...state, ask };
}

function failed({ answer }: State, thrown: unknown): Pick<State, 'answer' | 'failure'> {
  const refused =
    thrown instanceof CallableFailure &&
    (thrown.code === 'permission-denied' || thrown.code === 'unauthenticated');
  return { answer: refused ? null : answer, failure: { message: failureMessage(thrown), refused } };
}
